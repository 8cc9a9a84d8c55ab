import type { ProblemChoice } from '#contracts/classifier.ts'
import { saysNothing } from './said-as.ts'

const wordsKept = 6

/** Without its ending, as far as Russian endings are two letters: «трубу» and «труба» are one. */
const stem = (word: string): string => word.slice(0, Math.max(4, word.length - 2))

/** The words of a search that tell something, as they are counted: each once, in order. */
export function tellingStems(searched: string): string[] {
  const words = searched
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3 && !saysNothing(word))
  return [...new Set(words.map(stem))].slice(0, wordsKept).toSorted((a, b) => (a < b ? -1 : 1))
}

const isSame = (counted: string, typed: string): boolean =>
  counted.startsWith(typed) || typed.startsWith(counted)

/** Once may be a slip of the hand. */
const leastCount = 2

/** How often a problem was chosen for words like these: of the word that says it least, so that all of them must fit. */
export function timesChosen(
  classifierId: number,
  stems: readonly string[],
  choices: readonly ProblemChoice[],
): number {
  if (stems.length === 0) return 0
  const times = stems.map((typed) =>
    choices
      .filter((one) => one.classifierId === classifierId && isSame(one.word, typed))
      .reduce((sum, { count }) => sum + count, 0),
  )
  const least = Math.min(...times)
  return least < leastCount ? 0 : least
}

/**
 * Problems in the order in which people mean them: `found` by name or by residents' words, those that were chosen for
 * such words first; and those of `all` that only the choices know.
 */
export function inOrderOfChoice<O>(
  found: readonly O[],
  all: readonly O[],
  idOf: (option: O) => number,
  searched: string,
  choices: readonly ProblemChoice[],
): O[] {
  const stems = tellingStems(searched)
  if (stems.length === 0 || choices.length === 0) return [...found]
  const times = new Map(all.map((option) => [option, timesChosen(idOf(option), stems, choices)]))
  const learnt = all.filter((option) => (times.get(option) ?? 0) > 0 && !found.includes(option))
  return [...found, ...learnt].toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))
}
