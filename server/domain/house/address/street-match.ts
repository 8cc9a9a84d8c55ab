import { likeness } from './word-likeness.ts'
import { kindOfStreet, nameWords, sameKind } from './street-words.ts'
import type { SpokenAddress } from './spoken-address.ts'

export interface StreetName {
  town: string
  kind: string
  name: string
}

const enough = 0.6

/**
 * How well a street fits what was said, about 0 to 1: words in any order, each word of the name once; words of the
 * town beside it; the kind of street decides between two of one name («улица» and «переулок Тихий»).
 */
export function streetMatch(
  said: Pick<SpokenAddress, 'words' | 'kinds'>,
  street: StreetName,
  city: string,
): number {
  const name = nameWords(street.name)
  const town = nameWords(street.town)
  const free = new Set(name.keys())
  let sum = 0
  let counted = 0
  let isTownSaid = false
  for (const word of said.words) {
    const [place, like] = best(word, name, free)
    if (place !== null && like >= enough) {
      free.delete(place)
      sum += like
      counted += 1
    } else if (town.some((part) => likeness(word, part) >= 0.8)) {
      isTownSaid = true
    } else {
      // a number that the name does not have is another street, not a slip of the tongue
      counted += /^\d/.test(word) ? 1.5 : 1
    }
  }
  if (counted === 0 || sum === 0) return 0
  const unsaid = free.size * 0.05
  const kind = kindBonus(said.kinds, kindOfStreet(street.kind))
  const place = isTownSaid ? 0.1 : street.town === city ? 0.05 : 0
  return sum / counted - unsaid + kind + place
}

function best(word: string, name: readonly string[], free: ReadonlySet<number>): [number | null, number] {
  let found: [number | null, number] = [null, 0]
  for (const n of free) {
    const like = likeness(word, name[n] ?? '')
    if (like > found[1]) found = [n, like]
  }
  return found
}

function kindBonus(said: readonly string[], written: string): number {
  if (said.length === 0) return written === 'ул' ? 0.01 : 0
  return said.some((kind) => sameKind(kind, written)) ? 0.06 : -0.06
}
