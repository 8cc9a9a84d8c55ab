import type { Knex } from 'knex'
import { query } from './sql.ts'

export interface AuditEntry {
  at: Date
  userId: number | null
  /** A verb of the product: `settings.changed`, `task.discarded`. */
  action: string
  subject: string
  details: object
}

/** In one statement, in their order. */
export async function addToAudit(k: Knex, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await query(
    k,
    `insert into audit (at, user_id, action, subject, details)
     select e.at, e."userId", e.action, e.subject, e.details
     from jsonb_array_elements(?::jsonb) with ordinality as one (entry, n),
       jsonb_to_record(one.entry) as e (at timestamptz, "userId" bigint, action text, subject text, details jsonb)
     order by one.n`,
    [JSON.stringify(entries)],
  )
}

export const audit = (k: Knex) => ({
  /** Of what is no change of the database, e.g. that a recording was heard; a transaction has `audit` for its own. */
  add: (entry: AuditEntry): Promise<void> => addToAudit(k, [entry]),

  /** Newest first; `before` is the id of the last one of the page before. */
  async newest(limit: number, before: number | null = null): Promise<(AuditEntry & { id: number })[]> {
    const rows = await query<{
      id: number
      at: Date
      user_id: number | null
      action: string
      subject: string
      details: object
    }>(k, 'select * from audit where ?::bigint is null or id < ? order by id desc limit ?', [
      before,
      before,
      limit,
    ])
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      userId: row.user_id,
      action: row.action,
      subject: row.subject,
      details: row.details,
    }))
  },
})
