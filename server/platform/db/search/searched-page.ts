import type { Knex } from 'knex'
import { query } from '../sql.ts'
import type { PostingList } from './posting-lists.ts'

/** A table of postings and the key that its lists are in order of. */
export interface Postings {
  table: 'call_postings' | 'task_postings'
  key: 'arrived_at' | 'task_id'
  type: 'timestamptz' | 'bigint'
}

/** Read beyond the page at first: a draft among tasks, say, is refused by the filter and need not cost another round. */
const beyond = 10
/** What is read at once when a page does not fill. */
const most = 4_000

/** The newest keys of these lists that are below `before`, each once; fewer than `count` when there are no more. */
async function newestKeys(
  k: Knex,
  { table, key, type }: Postings,
  lists: readonly PostingList[],
  { before, count }: { before: string; count: number },
): Promise<string[]> {
  const rows = await query<{ key: string }>(
    k,
    // each list by its index, newest first, no further than the page needs
    `select distinct found.key::text, found.key as place
     from unnest(?::text[], ?::text[]) list (gram, pattern) cross join lateral (
       select distinct p.${key} as key from ${table} p
       where p.gram = list.gram and p.${key} < ?::${type} and (p.term = '' or strpos(p.term, list.pattern) > 0)
       order by p.${key} desc limit ?
     ) found order by place desc limit ?`,
    [lists.map(({ gram }) => gram), lists.map(({ pattern }) => pattern), before, count, count],
  )
  return rows.map((row) => row.key)
}

/**
 * The newest `limit` rows that these lists name and `rowsOf` confirms: it gets keys and answers their rows, newest
 * first, without those that a filter or what was searched refuses.
 */
export async function searchedPage<Row>(
  k: Knex,
  postings: Postings,
  lists: readonly PostingList[],
  { before, limit }: { before: string; limit: number },
  rowsOf: (keys: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  if (lists.length === 0) return []
  const rows: Row[] = []
  let from = before
  for (let count = limit + beyond; ; count = Math.min(count * 4, most)) {
    const keys = await newestKeys(k, postings, lists, { before: from, count })
    if (keys.length > 0) rows.push(...(await rowsOf(keys)))
    const last = keys.at(-1)
    if (rows.length >= limit || keys.length < count || last === undefined) return rows.slice(0, limit)
    from = last
  }
}
