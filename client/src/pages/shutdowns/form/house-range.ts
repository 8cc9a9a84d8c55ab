/** «1–15», «2, 4, 8–12», «20, 22а», «1–99 нечёт»: which houses of a street are meant. */

export type HouseRange = (number: string) => boolean

const plain = (text: string): string =>
  text.toLowerCase().replaceAll('ё', 'е').replace(/[‐-―]/g, '-').replace(/\s+/g, ' ').trim()
const bare = (number: string): string => plain(number).replace(/[\s.]/g, '')
const leading = (number: string): number => Number(/^\d+/.exec(number)?.[0] ?? NaN)

const parities: Record<string, 0 | 1> = { чет: 0, четные: 0, even: 0, нечет: 1, нечетные: 1, odd: 1 }

/** Null when it is not understood; '' means the whole street. */
export function parseHouseRange(text: string): HouseRange | null {
  let rest = plain(text)
  let parity: 0 | 1 | null = null
  const word = /(?:^|[\s,])([a-zа-я]{3,})$/.exec(rest)
  if (word !== null) {
    const known = parities[word[1] ?? '']
    if (known === undefined) return null
    parity = known
    rest = rest.slice(0, word.index).trim()
  }
  const fits = (number: string): boolean => parity === null || leading(number) % 2 === parity
  const parts = rest.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
  if (parts.length === 0) return (number) => fits(bare(number))
  const tests: HouseRange[] = []
  for (const part of parts) {
    const range = /^(\d+)\s*-\s*(\d+)$/.exec(part)
    if (range !== null) {
      const [from, to] = [Number(range[1]), Number(range[2])]
      if (from > to) return null
      tests.push((number) => leading(number) >= from && leading(number) <= to && fits(number))
    } else if (/^\d+\s*[а-яa-z]?(\s*[/к]\s*\d+[а-яa-z]?)?$/.test(part)) {
      const only = bare(part)
      tests.push((number) => number === only)
    } else return null
  }
  return (number) => tests.some((test) => test(bare(number)))
}
