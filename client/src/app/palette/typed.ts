import { readings } from '#domain/house/address/keyboard.ts'
import { searchedDigits } from '#domain/call/number-key.ts'
import { searchable } from '../../ui/words/searchable.ts'

const wordsOf = (text: string): string[] =>
  searchable(text)
    .split(/[^\p{L}\p{N}+]+/u)
    .filter(Boolean)

/** What was typed, in every way that it may be meant: as it stands, and with the keyboard's other layout. */
export const waysToRead = (typed: string): string[] => [...new Set([typed, ...readings(typed)])]

/** How well a name answers: 0 not at all, 1 by words inside it, 2 when it begins so. */
export function fit(name: string, typed: string): 0 | 1 | 2 {
  const parts = wordsOf(name)
  let best: 0 | 1 | 2 = 0
  for (const way of waysToRead(typed)) {
    const words = wordsOf(way)
    const [first] = words
    if (first === undefined) continue
    if (!words.every((word) => parts.some((part) => part.startsWith(word)))) continue
    if (parts[0]?.startsWith(first) === true) return 2
    best = 1
  }
  return best
}

/** Digits of a number that was typed and nothing else: «+7 (912) 345», «104», «4217». */
export const typedDigits = (typed: string): string =>
  /^[+\d][\d\s()+-]*$/.test(typed) ? searchedDigits(typed) : ''

/** «отложить 4198»: the tail of a task's number among the words, and the other words. */
export function numberAmong(typed: string): { tail: string; rest: string } | null {
  const words = typed.split(/\s+/)
  const at = words.findIndex((word) => /^(\d\d-)?\d{3,}$/.test(word))
  const tail = words[at]
  if (tail === undefined || words.length < 2) return null
  return { tail, rest: words.filter((_, n) => n !== at).join(' ') }
}
