import { searchable } from '../words/searchable.ts'

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

/** What else a word may mean; what says nothing is passed over as long as another word says something. */
export interface Synonyms {
  saysNothing: (word: string) => boolean
  isSaidAs: (word: string, parts: readonly string[]) => boolean
}

/**
 * Options of whose words, note included, every search word begins one: "прор отоп" finds "Прорыв трубы (Отопление)".
 * Those that answer by another name alone come after them.
 */
export function findOptions<O extends { text: string; note?: string }>(
  options: readonly O[],
  search: string,
  synonyms: Synonyms | null = null,
): O[] {
  const typed = searchable(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const telling = typed.filter((word) => synonyms?.saysNothing(word) !== true)
  const words = telling.length === 0 ? typed : telling
  const named: O[] = []
  const meant: O[] = []
  for (const option of options) {
    const parts = searchable(`${option.text} ${option.note ?? ''}`).split(/[^\p{L}\p{N}]+/u)
    const isNamed = (word: string): boolean => parts.some((part) => part.startsWith(word))
    if (words.every(isNamed)) named.push(option)
    else if (words.every((word) => isNamed(word) || synonyms?.isSaidAs(word, parts) === true))
      meant.push(option)
  }
  return [...named, ...meant]
}
