import type { Knex } from 'knex'
import type { Call } from '#contracts/call.ts'
import { likeLiteral } from '../like.ts'
import { query } from '../sql.ts'
import { callOfRow, rowOfCall, type CallRow } from './call-row.ts'

export interface CallPage {
  /** Digits of a number (any part of it) or part of a displayed name. */
  search?: string | undefined
  /** `missed`: an incoming call that ended, that nobody answered and that was not told all it asked for. */
  result?: 'answered' | 'missed' | 'informed' | undefined
  /** The last call of the page before. */
  after?: { arrivedAt: string; id: string } | undefined
  limit: number
}

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

    /** One page of the log, newest first, by key and not by offset: as quick at any depth. */
    page({ search, result, after, limit }: CallPage): Promise<Call[]> {
      const where: string[] = []
      const bindings: (string | number)[] = []
      if (search) {
        const digits = search.replace(/\D/g, '')
        where.push(
          digits.length >= 2 ? '(from_digits like ? or display_name ilike ?)' : 'display_name ilike ?',
        )
        if (digits.length >= 2) bindings.push(`%${digits.replace(/^8(?=\d{10}$)/, '7')}%`)
        bindings.push(`%${likeLiteral(search)}%`)
      }
      if (result === 'answered') where.push('answered_at is not null')
      if (result === 'informed') where.push(`result = 'informed'`)
      if (result === 'missed') {
        where.push(`direction = 'in' and state = 'ended' and answered_at is null and result <> 'informed'`)
      }
      if (after) {
        where.push('(arrived_at, id) < (?::timestamptz, ?)')
        bindings.push(after.arrivedAt, after.id)
      }
      return select(
        `select * from calls ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
         order by arrived_at desc, id desc limit ?`,
        [...bindings, limit],
      )
    },

    /** Writes all of them in one statement. */
    async save(changed: readonly Call[]): Promise<void> {
      if (changed.length === 0) return
      await query(
        k,
        `insert into calls (id, source, direction, state, held, from_number, from_digits, display_name, to_number,
           queue, arrived_at, queued_at, answered_at, ended_at, result, ended_by, operator, legs, recording,
           informed_of, is_urgent, number_trust, version)
         select id, source, direction, state, held, from_number, from_digits, display_name, to_number,
           queue, arrived_at, queued_at, answered_at, ended_at, result, ended_by, operator, legs, recording,
           informed_of, is_urgent, number_trust, version
         from jsonb_populate_recordset(null::calls, ?::jsonb)
         on conflict (id) do update set
           direction = excluded.direction, state = excluded.state, held = excluded.held,
           from_number = excluded.from_number, from_digits = excluded.from_digits,
           display_name = excluded.display_name, to_number = excluded.to_number, queue = excluded.queue,
           arrived_at = excluded.arrived_at, queued_at = excluded.queued_at,
           answered_at = excluded.answered_at, ended_at = excluded.ended_at, result = excluded.result,
           ended_by = excluded.ended_by, operator = excluded.operator, legs = excluded.legs,
           recording = excluded.recording, informed_of = excluded.informed_of,
           is_urgent = excluded.is_urgent, number_trust = excluded.number_trust, version = excluded.version`,
        [JSON.stringify(changed.map(rowOfCall))],
      )
    },
  }
}
