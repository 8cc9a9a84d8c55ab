import { houseKey } from './normalise.ts'
import { readings } from './keyboard.ts'
import { spokenItems, type Item } from './spoken-items.ts'

/** One way to understand what was said or typed. */
export interface SpokenAddress {
  /** Words of the street and perhaps of the town, without kinds of street. */
  words: string[]
  /** Kinds of street that were named. */
  kinds: string[]
  /** As `houseKey` gives it; null while only the street is said. */
  house: string | null
  /** Lower case; null when no flat is named. */
  apartment: string | null
  /** Which reading of the letters it is of: 0 as typed, then other keyboards and alphabets. */
  reading: number
}

/**
 * The ways to understand a spoken address, the likeliest first: «республики 5 12» is house 5, flat 12, or house 5/2.
 * Which of them is meant only the directory can say.
 */
export function spokenAddresses(text: string): SpokenAddress[] {
  const seen = new Set<string>()
  return readings(text)
    .flatMap((line, reading) => understood(spokenItems(line)).map((one) => ({ ...one, reading })))
    .filter((one) => {
      const key = JSON.stringify(one)
      return !seen.has(key) && seen.add(key)
    })
}

/** The flat that is named where the house is known already: «кв 12», «двенадцатая», «12а»; null when a street is said. */
export function spokenFlat(text: string): string | null {
  for (const reading of readings(text)) {
    const { items, house, apartment } = spokenItems(reading)
    if (items.some(({ is }) => is === 'word') || house !== null) continue
    const last = items.at(-1)
    const flat = apartment ?? (last?.is === 'number' ? last.text : null)
    if (flat !== null) return flat
  }
  return null
}

type Understood = Omit<SpokenAddress, 'reading'>

function understood({ items, kinds, house, apartment }: ReturnType<typeof spokenItems>): Understood[] {
  const lastWord = items.findLastIndex(({ is }) => is === 'word')
  // «5 микрорайон, дом 3»: the number is the name
  if (lastWord === -1) return kinds.length > 0 ? byNumberName(items, kinds, house, apartment) : []
  const words = items.slice(0, lastWord + 1)
  const trailing = items.slice(lastWord + 1).map(({ text }) => text)
  const isNumbered = kinds.includes('мкр') && trailing.length > 0
  const make = (name: readonly Item[], itsHouse: string | null, flat: string | null): Understood => ({
    words: name.map(({ text }) => text),
    kinds,
    house: itsHouse === null ? null : houseKey(itsHouse),
    apartment: flat,
  })
  if (house !== null)
    return [
      make(words, house, apartment ?? trailing.at(-1) ?? null),
      ...(isNumbered ? [make(items, house, apartment)] : []),
    ]
  const found = houseAndFlat(trailing, apartment).map(([itsHouse, flat]) => make(words, itsHouse, flat))
  // «Тобольск, 6 микрорайон, 44»
  if (isNumbered)
    for (const [itsHouse, flat] of houseAndFlat(trailing.slice(1), apartment))
      found.push(make(items.slice(0, lastWord + 2), itsHouse, flat))
  const [first] = words
  // «5 республики»: the house before the street, unless the number is of the name («50 лет Октября»)
  if (trailing.length === 0 && first?.is === 'number' && words.length > 1)
    found.push(make(words.slice(1), first.text, apartment))
  return found
}

/** House and flat out of the numbers that end an address. */
function houseAndFlat(
  numbers: readonly string[],
  apartment: string | null,
): [house: string | null, flat: string | null][] {
  const [a, b, c] = numbers
  if (a === undefined) return [[null, apartment]]
  if (b === undefined) {
    const [whole, part] = /^(\d+[а-я]?)\/(\d+)$/.exec(a)?.slice(1) ?? []
    return apartment === null && whole !== undefined && part !== undefined
      ? [
          [a, null],
          [whole, part],
        ]
      : [[a, apartment]]
  }
  if (apartment !== null) return [[`${a}/${b}`, apartment]]
  if (c !== undefined)
    return [
      [`${a}/${b}`, c],
      [a, c],
    ]
  return [
    [a, b],
    [`${a}/${b}`, null],
  ]
}

function byNumberName(
  items: readonly Item[],
  kinds: string[],
  house: string | null,
  apartment: string | null,
): Understood[] {
  const [name, ...rest] = items.map(({ text }) => text)
  if (name === undefined) return []
  if (house !== null)
    return [{ words: [name], kinds, house: houseKey(house), apartment: apartment ?? rest[0] ?? null }]
  return houseAndFlat(rest, apartment).map(([itsHouse, flat]) => ({
    words: [name],
    kinds,
    house: itsHouse === null ? null : houseKey(itsHouse),
    apartment: flat,
  }))
}
