import type { Knex } from 'knex'
import { likeLiteral } from '../like.ts'
import { query } from '../sql.ts'

/** The dictionaries of distinct terms, and the letter before each gram of theirs. */
const dictionaries = {
  callerNumber: { table: 'caller_numbers', kind: 'n' },
  callerName: { table: 'caller_names', kind: 'c' },
  applicantNumber: { table: 'applicant_numbers', kind: 'p' },
  address: { table: 'task_addresses', kind: 'a' },
} as const
type TermKind = keyof typeof dictionaries

/** Postings with this gram whose term holds the pattern; an empty pattern is held by all. */
export interface PostingList {
  gram: string
  pattern: string
}

/** With up to so many terms each has its own list read. Where more have the text, lists of three characters are quicker. */
const few = 24
const characters = 3

/**
 * The lists in which everything stands whose term of that kind holds the pattern. The plan is chosen here by counting in
 * the dictionary, and not by what statistics say of a pattern: a rare text goes by its own terms, a frequent one by
 * lists that end early.
 */
export async function listsOf(k: Knex, of: TermKind, pattern: string): Promise<PostingList[]> {
  const { table, kind } = dictionaries[of]
  const letters = Array.from(pattern)
  const found = await query<{ gram: string }>(
    k,
    // materialized: the limit must not tempt the planner into reading the dictionary from its beginning
    `with found as materialized (select term from ${table} where ${holds(of, letters.length)})
     select '${kind}=' || left(term, 100) as gram from found limit ?`,
    [letters.length < characters ? pattern : `%${likeLiteral(pattern)}%`, few + 1],
  )
  if (found.length <= few) return found.map(({ gram }) => ({ gram, pattern: '' }))
  if (letters.length <= characters) return [{ gram: `${kind}*`, pattern }]
  const at = placeOfWindow(letters)
  // grams begin at every second character of a term: at this one of the pattern, or at the next
  return [at, at + 1].map((from) => ({
    gram: `${kind}${letters.slice(from, from + characters).join('')}`,
    pattern,
  }))
}

/** Trigrams need three characters. Of any two digits so many numbers are that the reading ends at once. */
function holds(of: TermKind, length: number): string {
  if (length >= characters) return 'term like ?'
  return of === 'callerName' || of === 'address' ? 'search_pairs(term) @> array[?]' : 'strpos(term, ?) > 0'
}

/**
 * Where in the pattern four characters are taken that few other terms have: in the middle of its longest word, else at
 * the end, where numbers differ.
 */
function placeOfWindow(letters: readonly string[]): number {
  const shape = letters.map((letter) => (/\p{Letter}/u.test(letter) ? 'a' : ' ')).join('')
  const [longest] = [...shape.matchAll(/a{4,}/g)].toSorted((a, b) => b[0].length - a[0].length)
  if (!longest) return letters.length - characters - 1
  return longest.index + Math.floor((longest[0].length - characters - 1) / 2)
}
