import { normalised } from './normalise.ts'
import { withDigits } from './number-words.ts'

/** Kinds of street as they are said and written; those of one line are the same. «пр» may be either of two. */
const kinds = new Map(
  Object.entries({
    'ул улица улице улицы улицу улиц': 'ул',
    'пр-т пр-кт просп проспект проспекте проспекта прт': 'пр-т',
    'пер переулок переулке переулка': 'пер',
    'проезд пр-д проезде проезда': 'проезд',
    'б-р бул бульвар бульваре бульвара бр': 'б-р',
    'ш шоссе': 'ш',
    'пл площадь площади': 'пл',
    'наб набережная набережной': 'наб',
    'мкр мкрн мкр-н микрорайон микрорайоне м-н': 'мкр',
    'туп тупик тупике': 'туп',
    'тракт тракте': 'тракт',
    'аллея аллее': 'аллея',
    'снт днт': 'снт',
    пр: 'пр',
  }).flatMap(([words, kind]) => words.split(' ').map((word): [string, string] => [word, kind])),
)

/** The kind that the word names; null when it is part of a name. */
export const kindOfWord = (word: string): string | null => kinds.get(word) ?? null

/** Kind of a street as the directory writes it: `ул.`, `проспект`. */
export const kindOfStreet = (kind: string): string => {
  const word = normalised(kind)
  return kindOfWord(word) ?? word
}

export const sameKind = (said: string, written: string): boolean =>
  said === written || (said === 'пр' && (written === 'пр-т' || written === 'проезд'))

/** The words of a name, as they are compared: numbers as digits, «1-я» as «1», hyphens as spaces. */
export const nameWords = (name: string): string[] =>
  withDigits(
    normalised(name)
      .replace(/(\d)-?(?:я|й|ая|ый|ой|ий|е|ое|го|ого)(?=\s|$)/g, '$1')
      .split(/[\s-]+/)
      .filter((word) => word !== ''),
  )
