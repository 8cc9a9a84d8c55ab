import { normalised } from '../house/address/normalise.ts'
import { kindOfWord, nameWords } from '../house/address/street-words.ts'

/** A street as a file writes it, its kind before or after the name or left out: «Республики ул.», «пр-т Мира». */
export function streetName(text: string): { key: string; kind: string | null } {
  const words = normalised(text).split(' ')
  const before = words.length > 1 ? kindOfWord(words[0] ?? '') : null
  if (before !== null) return { key: keyOf(words.slice(1)), kind: before }
  const after = words.length > 1 ? kindOfWord(words.at(-1) ?? '') : null
  return after === null ? { key: keyOf(words), kind: null } : { key: keyOf(words.slice(0, -1)), kind: after }
}

const keyOf = (words: readonly string[]): string => nameWords(words.join(' ')).join(' ')
