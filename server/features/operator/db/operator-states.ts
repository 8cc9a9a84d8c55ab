import type { Knex } from 'knex'
import type { PauseReason } from '#contracts/operator-state.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

/** What somebody said of himself, as it stands. */
export interface Choice {
  isPaused: boolean
  pauseReason: string | null
  pauseName: string | null
  wrapUpUntil: Date | null
  isWrappingUp: boolean
  note: string
}

/** A state that begins: the open interval of the person ends at the same moment. */
export interface NewInterval {
  userId: number
  state: string
  reason: string | null
  note: string
  at: Date
}

/** What operators said of themselves, and the history of their states as intervals. */
export const operatorStates = (k: Knex) => ({
  reasons: (): Promise<PauseReason[]> =>
    query<PauseReason>(k, 'select key, name from pause_reasons where is_active order by position'),
  /** Two who pause at once must not each think that the other stays. */
  lock: (): Promise<unknown> => query(k, `select pg_advisory_xact_lock(hashtext('operator states'))`),
  choice: (userId: number): Promise<Choice | null> =>
    queryOne<Choice>(
      k,
      `select u.is_paused as "isPaused", s.pause_reason as "pauseReason", r.name as "pauseName",
         s.wrap_up_until as "wrapUpUntil", coalesce(s.wrap_up_until > now(), false) as "isWrappingUp",
         coalesce(s.note, '') as note
       from users u left join operator_states s on s.user_id = u.id
       left join pause_reasons r on r.key = s.pause_reason
       where u.id = ?`,
      [userId],
    ),
  /** `reason` null: available again. Ends the rest after a call too. PBXs hear of it at the commit. */
  async pause(userId: number, reason: string | null, note: string): Promise<void> {
    await query(k, 'update users set is_paused = ? where id = ?', [reason !== null, userId])
    await query(
      k,
      `insert into operator_states (user_id, pause_reason, note) values (?, ?, ?)
       on conflict (user_id) do update
         set pause_reason = excluded.pause_reason, note = excluded.note, wrap_up_until = null`,
      [userId, reason, note],
    )
    await tell(k, [userId])
  },
  async beginWrapUp(userIds: readonly number[], seconds: number): Promise<void> {
    await query(
      k,
      `insert into operator_states (user_id, wrap_up_until)
       select unnest(?::bigint[]), now() + make_interval(secs => ?)
       on conflict (user_id) do update set wrap_up_until = excluded.wrap_up_until, note = ''`,
      [userIds, seconds],
    )
    await tell(k, userIds)
  },
  async extendWrapUp(userId: number, seconds: number, note: string): Promise<void> {
    await query(
      k,
      `update operator_states set wrap_up_until = wrap_up_until + make_interval(secs => ?),
         note = case ?::text when '' then note else ? end
       where user_id = ?`,
      [seconds, note, note, userId],
    )
    await tell(k, [userId])
  },
  /** A note that came while the state lasts. */
  async noteInterval(userId: number, note: string): Promise<void> {
    await query(k, 'update operator_state_intervals set note = ? where user_id = ? and ended_at is null', [
      note,
      userId,
    ])
  },
  async beginIntervals(intervals: readonly NewInterval[]): Promise<void> {
    for (const { userId, state, reason, note, at } of intervals) {
      await query(
        k,
        `update operator_state_intervals set ended_at = greatest(?, started_at)
         where user_id = ? and ended_at is null`,
        [at, userId],
      )
      await query(
        k,
        `insert into operator_state_intervals (user_id, state, reason, note, started_at)
         values (?, ?, ?, ?, greatest(?::timestamptz, coalesce(
           (select max(ended_at) from operator_state_intervals where user_id = ?), '-infinity')))`,
        [userId, state, reason, note, at, userId],
      )
    }
  },
})

const tell = (k: Knex, userIds: readonly number[]): Promise<unknown> =>
  query(
    k,
    `select pg_notify('sip_accounts', sip_username) from users
     where id = any(?) and sip_username is not null`,
    [userIds],
  )
