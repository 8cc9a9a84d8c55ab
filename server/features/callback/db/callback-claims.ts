import type { Knex } from 'knex'
import { query, queryOne } from '#server/platform/db/sql.ts'

/** Who calls back and when that page was last alive; the task's row is locked by whoever changes a claim. */
export const callbackClaims = (k: Knex) => ({
  /** When the claim was last alive; null when nobody has it. Locked until the transaction ends. */
  async seenAt(taskId: number): Promise<Date | null> {
    const row = await queryOne<{ seen_at: Date }>(
      k,
      'select seen_at from callback_claims where task_id = ? for update',
      [taskId],
    )
    return row?.seen_at ?? null
  },

  /** Given to this person, whoever had it. */
  async put(taskId: number, userId: number, at: Date): Promise<void> {
    await query(
      k,
      `insert into callback_claims (task_id, user_id, claimed_at, seen_at) values (?, ?, ?, ?)
       on conflict (task_id) do update
       set user_id = excluded.user_id, claimed_at = excluded.claimed_at, seen_at = excluded.seen_at`,
      [taskId, userId, at, at],
    )
  },

  /** A sign of life; false when the claim is another's or the call-back is settled. */
  async keep(taskId: number, userId: number, at: Date): Promise<boolean> {
    const rows = await query<{ task_id: number }>(
      k,
      `update callback_claims c set seen_at = greatest(c.seen_at, ?::timestamptz) from tasks t
       where c.task_id = ? and c.user_id = ? and t.id = c.task_id and t.status = 'callback'
       returning c.task_id`,
      [at, taskId, userId],
    )
    return rows.length > 0
  },

  async remove(taskId: number): Promise<void> {
    await query(k, 'delete from callback_claims where task_id = ?', [taskId])
  },
})
