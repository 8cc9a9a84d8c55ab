import type { Danger } from '#contracts/task.ts'
import { dangerWords, type DangerWords } from './words.ts'

/** So many words before a word may deny it, as in «газом не пахнет». */
const denials = new Set(['не', 'нет', 'без', 'никакого', 'исчез', 'пропал'])

/** Lower case without ё, words alone. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\d]+/gu) ?? []

const isWord = (word: string, wanted: string): boolean =>
  wanted.startsWith('=') ? word === wanted.slice(1) : word.startsWith(wanted)

/** Places of the words of a group; «не открыв»: of two words, the denial is a part of it. */
function placesOf(words: readonly string[], group: readonly string[]): number[] {
  return words.flatMap((word, at) => {
    const isFound = group.some((wanted) => {
      const [denial, rest] = wanted.split(' ')
      return rest === undefined
        ? isWord(word, wanted) && !denials.has(words[at - 1] ?? '')
        : isWord(word, rest) && words[at - 1] === denial
    })
    return isFound ? [at] : []
  })
}

function isSaid(words: readonly string[], { groups, within, except = [] }: DangerWords): boolean {
  if (except.some((one) => words.some((word) => isWord(word, one)))) return false
  const [first = [], ...others] = groups.map((group) => placesOf(words, group))
  return first.some((at) =>
    others.every((places) => places.some((other) => other !== at && Math.abs(other - at) <= within + 1)),
  )
}

/**
 * Which danger to life these texts speak of, each by itself, beside those of `dismissed`; null: none. A hint that costs a question when it is wrong and
 * a life when it is missing, so it hears more than it should; who knows better says so with a reason.
 */
export function dangerIn(texts: readonly string[], dismissed: readonly Danger[] = []): Danger | null {
  for (const text of texts) {
    const words = wordsOf(text)
    const found = dangerWords.find((one) => !dismissed.includes(one.danger) && isSaid(words, one))
    if (found !== undefined) return found.danger
  }
  return null
}
