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

export const audit = (k: Knex) => ({
  async add(entry: AuditEntry): Promise<void> {
    await query(
      k,
      'insert into audit (at, user_id, action, subject, details) values (?, ?, ?, ?, ?::jsonb)',
      [entry.at, entry.userId, entry.action, entry.subject, JSON.stringify(entry.details)],
    )
  },

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
