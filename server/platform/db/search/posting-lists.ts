import type { Knex } from 'knex'
import { query } from '../sql.ts'

/** The letters that stand before each gram of a kind of terms. */
const letterOf = { callerNumber: 'n', callerName: 'c', applicantNumber: 'p', address: 'a' } as const
type TermKind = keyof typeof letterOf

/** Postings with this gram whose term holds the pattern; an empty pattern is held by all. */
export interface PostingList {
  gram: string
  pattern: string
}

/** With up to so many terms each has its own list read. Where more have the text, lists of three characters are quicker. */
const few = 24
const characters = 3
/** The lists of the dictionary are by the parts of its terms (parts_of_term): so many characters from each of them. */
const partLength = 8
/** As many characters of a term stand in those lists: one so long may go on with anything. */
const cutAt = 100

/**
 * The lists in which everything stands whose term of that kind holds the pattern. The plan is chosen here by counting in
 * the dictionary, and not by what statistics say of a pattern: a rare text goes by its own terms, a frequent one by
 * lists that end early.
 */
export async function listsOf(k: Knex, of: TermKind, pattern: string): Promise<PostingList[]> {
  const kind = letterOf[of]
  const letters = Array.from(pattern)
  const terms = await termsWith(k, kind, letters)
  if (terms.length <= few) {
    return [...new Set(terms)].map((term) => ({ gram: `${kind}=${term}`, pattern: '' }))
  }
  if (letters.length <= characters) return [{ gram: `${kind}*`, pattern }]
  const at = placeOfWindow(letters)
  // grams of postings begin at every second character of a term: at this one of the pattern, or at the next
  return [at, at + 1].map((from) => ({
    gram: kind + letters.slice(from, from + characters).join(''),
    pattern,
  }))
}

/**
 * Terms of the dictionary that hold the pattern, one more than a few at most. Those of a shorter pattern than a part
 * begin with it, side by side, a term twice that holds it twice.
 */
async function termsWith(k: Knex, kind: string, letters: readonly string[]): Promise<string[]> {
  const at = placeOfPart(letters)
  const part = kind + letters.slice(at, at + partLength).join('')
  const rows = await query<{ term: string }>(
    k,
    // the order is the index's: the reading ends at the limit
    `select term from term_parts
     where gram between ? and ? and (strpos(term, ?) > 0 or length(term) = ${cutAt})
     order by gram, term limit ?`,
    [part, letters.length < partLength ? `${part}\u{10FFFF}` : part, letters.join(''), few + 1],
  )
  return rows.map(({ term }) => term)
}

/**
 * Where in the pattern the part is taken that few terms have: across the beginning of its last word, since a street has
 * a kind before its name and a name a surname; else at the end, where numbers differ.
 */
function placeOfPart(letters: readonly string[]): number {
  const last = letters.length - partLength
  const word = [...shapeOf(letters).matchAll(/a{4,}/g)].at(-1)
  return Math.max(0, Math.min(last, word ? word.index - partLength / 2 : last))
}

/**
 * Where in the pattern four characters are taken that few other terms have: in the middle of its longest word, else at
 * the end, where numbers differ.
 */
function placeOfWindow(letters: readonly string[]): number {
  const [longest] = [...shapeOf(letters).matchAll(/a{4,}/g)].toSorted((a, b) => b[0].length - a[0].length)
  if (!longest) return letters.length - characters - 1
  return longest.index + Math.floor((longest[0].length - characters - 1) / 2)
}

/** An "a" for each letter, a space for anything else. */
const shapeOf = (letters: readonly string[]): string =>
  letters.map((letter) => (/\p{Letter}/u.test(letter) ? 'a' : ' ')).join('')
