import type { Knex } from 'knex'
import type { Heartbeat } from '#contracts/operator-state.ts'
import { query } from '#server/platform/db/sql.ts'

/** What operators' pages prove, and which processes listen to them (ADR 0012). Lost at a crash of PostgreSQL. */
export const heartbeats = (k: Knex) => ({
  /**
   * What is another word than before is told to the PBX at once: the phone may have registered between two looks at
   * the offers, and an embedded PBX that read "connecting" then would keep the operator paused.
   */
  async heard(userId: number, { microphone, phone }: Heartbeat): Promise<void> {
    if (phone === 'off') {
      await query(k, 'delete from operator_heartbeats where user_id = ?', [userId])
      return
    }
    await query(
      k,
      `with before as (
         select from operator_heartbeats where user_id = ? and microphone = ? and phone = ?
       ), heard as (
         insert into operator_heartbeats (user_id, at, microphone, phone) values (?, now(), ?, ?)
         on conflict (user_id) do update
           set at = now(), microphone = excluded.microphone, phone = excluded.phone
         returning user_id
       )
       select pg_notify('sip_accounts', u.sip_username) from users u join heard on heard.user_id = u.id
       where u.sip_username is not null and not exists (select from before)`,
      [userId, microphone, phone, userId, microphone, phone],
    )
  },
  /** A page took the secret to register: from now on it must speak. */
  async expected(userId: number): Promise<void> {
    await query(
      k,
      `insert into operator_heartbeats (user_id, at, microphone, phone) values (?, now(), 'live', 'registered')
       on conflict (user_id) do nothing`,
      [userId],
    )
  },
  /** This process listens. After a silence of its own it has to serve anew before it may judge. */
  async served(processId: string): Promise<void> {
    await query(
      k,
      `with gone as (
         delete from web_processes where id in (
           select id from web_processes where at < now() - interval '1 minute' and id <> ? for update skip locked)
       )
       insert into web_processes as p (id, at, serving_since) values (?, now(), now())
       on conflict (id) do update set at = now(),
         serving_since = case when p.at < now() - interval '3 seconds' then now() else p.serving_since end`,
      [processId, processId],
    )
  },
})
