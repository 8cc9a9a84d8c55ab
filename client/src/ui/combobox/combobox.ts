export interface ComboOption<V> {
  key: string
  value: V
  /** What is read and searched. */
  text: string
  /** Second, quiet line. */
  note?: string
  /** Marks what must not be overlooked (an emergency). */
  tone?: 'bad'
}

/** The option that the arrow keys reach from `index`; at the ends they go round. -1: none. */
export function stepOption(index: number, count: number, step: 1 | -1): number {
  if (count === 0) return -1
  if (index < 0) return step === 1 ? 0 : count - 1
  return (index + step + count) % count
}

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/** Options of whose words, note included, every search word begins one: "прор отоп" finds "Прорыв трубы (Отопление)". */
export function findOptions<O extends { text: string; note?: string }>(
  options: readonly O[],
  search: string,
): O[] {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  return options.filter((option) => {
    const parts = plain(`${option.text} ${option.note ?? ''}`).split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
}
