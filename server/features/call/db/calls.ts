import type { Knex } from 'knex'
import type { Call } from '#contracts/call.ts'
import { query } from '#server/platform/db/sql.ts'
import { alone, anyOf, change, part, rowsOf, type Part } from '#server/platform/db/together.ts'
import { callPage, type CallPage } from './call-page.ts'
import { callOfRow, rowOfCall, type CallRow } from './call-row.ts'

/** Columns of what it was when it came. */
const once = ['id', 'source', 'company_id', 'line_name', 'not_served']
/** Columns of what becomes of it. */
const renewed = [
  ...['direction', 'state', 'held', 'from_number', 'from_digits', 'display_name', 'to_number', 'queue'],
  ...['arrived_at', 'queued_at', 'answered_at', 'ended_at', 'result', 'ended_by', 'operator', 'legs'],
  ...['recording', 'message', 'informed_of', 'is_urgent', 'wrap_up', 'kept_place', 'number_trust', 'version'],
]
const written = [...once, ...renewed]

export const calls = (k: Knex) => {
  const select = async (sql: string, bindings: Parameters<typeof query>[2]) =>
    (await query<CallRow>(k, sql, bindings)).map(callOfRow)

  return {
    async find(id: string): Promise<Call | null> {
      return (await select('select * from calls where id = ?', [id]))[0] ?? null
    },

    /** In order of arrival. */
    byIds: (ids: readonly string[]): Promise<Call[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : select('select * from calls where id = any(?) order by arrived_at, id', [ids]),

    /**
     * Locked until the transaction ends, always in the same order. Not against references: a person who joins a
     * draft of the call meanwhile holds the task and needs no more than the call's key.
     */
    forUpdate: (ids: readonly string[]): Promise<Call[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : select('select * from calls where id = any(?) order by id for no key update', [ids]),

    /** Those of them whose events were deleted: they are what they are, and cannot be folded again. */
    async withoutEvents(ids: readonly string[]): Promise<Set<string>> {
      const rows = await query<{ id: string }>(
        k,
        'select id from calls where id = any(?) and are_events_gone',
        [ids],
      )
      return new Set(rows.map(({ id }) => id))
    },

    /** Those that are not over, in order of arrival: all, or the last ones. */
    live: async (limit: number | null = null): Promise<Call[]> =>
      (
        await select(`select * from calls where state <> 'ended' order by arrived_at desc, id desc limit ?`, [
          limit,
        ])
      ).toReversed(),

    /** The last calls with that number, newest first; none for a hidden number. */
    withNumber: (digits: string, limit: number, except = ''): Promise<Call[]> =>
      digits === ''
        ? Promise.resolve([])
        : select(
            `select * from calls where from_digits = ? and from_digits <> '' and id <> ?
             order by arrived_at desc limit ?`,
            [digits, except, limit],
          ),

    page: (page: CallPage): Promise<Call[]> => callPage(k, page),

    /**
     * As `forUpdate`, with the other parts of a statement and once the rows of the part `after` are there. Stale: one
     * was changed while it was waited for, and the other parts read what was before.
     */
    holding: (ids: readonly string[], after: string): Part<{ calls: Call[]; isStale: boolean }> =>
      part<CallRow & { is_stale: boolean }, { calls: Call[]; isStale: boolean }>(
        `select c.*, c.ctid <> (select seen.ctid from calls seen where seen.id = c.id) as is_stale
         from calls c ${after === '' ? '' : `cross join ${rowsOf(after)}`}
         where c.id = ${anyOf('text')} order by c.id for no key update of c`,
        [ids],
        (rows) => ({
          calls: rows.map(callOfRow),
          isStale: rows.some((row) => row.is_stale),
        }),
      ),

    async save(changed: readonly Call[]): Promise<void> {
      if (changed.length > 0) await alone(k, calls(k).saving(changed))
    },

    /** Writes all of them; whose one was stays what it was when it was first written. */
    saving: (changed: readonly Call[]): Part<void> =>
      change(
        `insert into calls (${written.join(', ')})
         select ${written.join(', ')} from jsonb_populate_recordset(null::calls, ?::jsonb)
         on conflict (id) do update set ${renewed.map((column) => `${column} = excluded.${column}`).join(', ')}`,
        [JSON.stringify(changed.map(rowOfCall))],
      ),
  }
}
