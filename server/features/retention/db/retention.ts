import type { Knex } from 'knex'
import { queryOne } from '#server/platform/db/sql.ts'

/** Deletes the oldest rows of what grows for ever, at most `limit` at once; each answers how many rows went. */
export const retention = (k: Knex) => {
  const removed = async (sql: string, bindings: (Date | number)[]): Promise<number> =>
    (await queryOne<{ n: number }>(k, `with ${sql} select count(*)::int as n from gone`, bindings))?.n ?? 0

  return {
    /** Entries from before, but for the last `kept`: they are what replicas keep in memory. */
    journal: (before: Date, kept: number, limit: number): Promise<number> =>
      removed(
        `oldest as (
           select seq, at from journal where seq <= (select seq from journal_head where id = 1) - ?::bigint
           order by seq limit ?
         ), gone as (
           delete from journal where seq in (select seq from oldest where at < ?::timestamptz) returning seq
         )`,
        [kept, limit, before],
      ),

    /**
     * Events received before, always all of a call at once; `limit` counts those by which the calls are found. What a
     * call became stays in `calls` and says that nothing is left to fold it from.
     */
    callEvents: (before: Date, limit: number): Promise<number> =>
      removed(
        `oldest as (select call_id, received_at from call_events order by seq limit ?),
         over as (select distinct call_id from oldest where received_at < ?::timestamptz),
         gone as (delete from call_events where call_id in (select call_id from over) returning call_id),
         marked as (update calls set are_events_gone = true where id in (select call_id from over))`,
        [limit, before],
      ),

    audit: (before: Date, limit: number): Promise<number> =>
      removed(
        `oldest as (select id, at from audit order by id limit ?),
         gone as (delete from audit where id in (select id from oldest where at < ?::timestamptz) returning id)`,
        [limit, before],
      ),
  }
}
