import type { Knex } from 'knex'
import { query, queryOne } from '#server/platform/db/sql.ts'

/** Longer than a phone needs to answer by itself; then another may try. */
const holdsSeconds = 15

/** Who takes which waiting call; forgotten after a day. */
export const callTakes = (k: Knex) => ({
  /** Null when it is this person's now; otherwise who was faster. The call's row is locked by who asks. */
  async claim(callId: string, userId: number): Promise<string | null> {
    const other = await queryOne<{ name: string }>(
      k,
      `select u.name from call_takes t join users u on u.id = t.user_id
       where t.call_id = ? and t.user_id <> ? and t.at > now() - make_interval(secs => ?)`,
      [callId, userId, holdsSeconds],
    )
    if (other !== null) return other.name
    await query(
      k,
      `insert into call_takes (call_id, user_id, at) values (?, ?, now())
       on conflict (call_id) do update set user_id = excluded.user_id, at = excluded.at`,
      [callId, userId],
    )
    await query(k, `delete from call_takes where at < now() - interval '1 day'`)
    return null
  },
})
