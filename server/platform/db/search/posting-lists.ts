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

/** Up to so many beginnings have their own lists read. Where more have the text, lists of three characters are quicker. */
const few = 24
const characters = 3
/** The lists of the dictionary are by what ends at a character of a beginning (ends_of_term): so many up to it. */
const endLength = 12
/** As many characters of a term stand in those lists: one so long may go on with anything. */
const cutAt = 100

/**
 * The lists in which everything stands whose term of that kind holds the pattern. The plan is chosen here by counting in
 * the dictionary, and not by what statistics say of a pattern: terms that have it in one street, house or name in common
 * go by the list of that, a text of many by lists that end early.
 */
export async function listsOf(k: Knex, of: TermKind, pattern: string): Promise<PostingList[]> {
  const kind = letterOf[of]
  const letters = Array.from(pattern)
  const beginnings = await beginningsWith(k, kind, letters)
  if (beginnings.length <= few) {
    return [...new Set(beginnings)].map((beginning) => ({ gram: `${kind}=${beginning}`, pattern: '' }))
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
 * Where terms that hold the pattern have it at the latest: the shortest beginnings that do, each standing for all that
 * begin so; one more than a few at most. Those of a shorter pattern than an end begin with it, backwards, side by side;
 * a beginning that has it twice may come twice.
 */
async function beginningsWith(k: Knex, kind: string, letters: readonly string[]): Promise<string[]> {
  const end = kind + letters.slice(-endLength).toReversed().join('')
  const rows = await query<{ term: string }>(
    k,
    // the order is the index's: the reading ends at the limit
    `select term from term_ends
     where gram between ? and ? and (strpos(term, ?) > 0 or length(term) = ${cutAt})
     order by gram, term limit ?`,
    [end, letters.length < endLength ? `${end}\u{10FFFF}` : end, letters.join(''), few + 1],
  )
  return rows.map(({ term }) => term)
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
