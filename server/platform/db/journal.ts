import type { Knex } from 'knex'
import { JournalEntry, type JournalData } from '#contracts/journal.ts'
import { BrokenContract } from '#server/platform/broken-contract.ts'
import { preparedQuery, query, queryOne } from './sql.ts'

/**
 * Answers the entries. Must be the last statement of its transaction, so the store alone writes it: from here to the
 * commit every other writer waits for the head row. Listeners of channel `journal` wake at the commit and hear how far
 * it reaches now and who wrote: `writer` has the entries and need not look.
 */
export async function appendToJournal(
  k: Knex,
  data: readonly JournalData[],
  at: Date,
  writer = '',
): Promise<JournalEntry[]> {
  const [row] = await preparedQuery<{ seq: number }>(
    k,
    `with head as (
       update journal_head set seq = seq + ? where id = 1 returning seq
     ), added as (
       insert into journal (seq, at, type, data)
       select head.seq - ? + e.n, ?::timestamptz, e.data->>'type', e.data
       from head, jsonb_array_elements(?::jsonb) with ordinality as e (data, n)
       order by e.n
     )
     select seq, pg_notify('journal', seq || ' ' || ?) from head`,
    [data.length, data.length, at, JSON.stringify(data), writer],
  )
  if (row === undefined) throw new Error('journal_head has no row')
  const before = row.seq - data.length
  return data.map((one, n) => ({ seq: before + n + 1, at: at.toISOString(), data: one }))
}

const refuse = (_seq: number, fault: BrokenContract): never => {
  throw fault
}

/** What is pushed and replayed; `seq` is gapless and in commit order (ADR 0003). Written by a transaction's `tell`. */
export const journal = (k: Knex) => ({
  /** Entries after `seq`, in order; what does not fit its contract is left out and handed to `onUnfit`. */
  async after(
    seq: number,
    limit: number,
    onUnfit: (seq: number, fault: BrokenContract) => void = refuse,
  ): Promise<JournalEntry[]> {
    const rows = await query<{ seq: number; at: Date; data: unknown }>(
      k,
      'select seq, at, data from journal where seq > ? order by seq limit ?',
      [seq, limit],
    )
    return rows.flatMap(({ seq: place, at, data }) => {
      const entry = JournalEntry.safeParse({ seq: place, at: at.toISOString(), data })
      if (entry.success) return entry.data
      onUnfit(place, new BrokenContract('a journal entry', entry.error))
      return []
    })
  },

  /** The last committed seq; 0 when nothing was ever written. */
  async head(): Promise<number> {
    const row = await queryOne<{ seq: number }>(k, 'select seq from journal_head where id = 1')
    return row?.seq ?? 0
  },
})
