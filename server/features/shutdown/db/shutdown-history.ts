import type { Knex } from 'knex'
import type { ShutdownFact, ShutdownHistoryEntry } from '#contracts/history.ts'
import type { TermShift } from '#contracts/shutdown.ts'
import { momentOrNull } from '#server/platform/db/moment.ts'
import { query } from '#server/platform/db/sql.ts'

export interface HistoryBy {
  /** Null: a job. */
  userId: number | null
  at: Date
}

export interface NewShutdownEntry {
  what: ShutdownHistoryEntry['what']
  /** What a person wrote. */
  note?: string
  /** What the product knows. */
  fact?: ShutdownFact | null
}

/** Append-only: who did what when, and every term that was ever promised, the first among them. */
export const shutdownHistory = (k: Knex) => ({
  async add(
    shutdownId: number,
    entries: readonly NewShutdownEntry[],
    { userId, at }: HistoryBy,
  ): Promise<void> {
    for (const { what, note = '', fact = null } of entries)
      await query(
        k,
        'insert into shutdown_history (shutdown_id, at, by_user, what, note, fact) values (?, ?, ?, ?, ?, ?)',
        [shutdownId, at, userId, what, note, fact && JSON.stringify(fact)],
      )
  },

  async ofShutdown(shutdownId: number): Promise<ShutdownHistoryEntry[]> {
    const rows = await query<Omit<ShutdownHistoryEntry, 'at'> & { at: Date }>(
      k,
      `select h.at, u.name as "byName", h.what, h.note, h.fact
       from shutdown_history h left join users u on u.id = h.by_user
       where h.shutdown_id = ? order by h.id`,
      [shutdownId],
    )
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },

  async addTerm(
    shutdownId: number,
    { plannedEnd, reason }: Pick<TermShift, 'plannedEnd' | 'reason'>,
    { userId, at }: HistoryBy,
  ): Promise<void> {
    await query(
      k,
      'insert into shutdown_terms (shutdown_id, planned_end, reason, at, by_user) values (?, ?, ?, ?, ?)',
      [shutdownId, plannedEnd, reason, at, userId],
    )
  },

  async terms(shutdownId: number): Promise<TermShift[]> {
    const rows = await query<Pick<TermShift, 'reason' | 'byName'> & { plannedEnd: Date | null; at: Date }>(
      k,
      `select t.planned_end as "plannedEnd", t.reason, t.at, u.name as "byName"
       from shutdown_terms t left join users u on u.id = t.by_user where t.shutdown_id = ? order by t.id`,
      [shutdownId],
    )
    return rows.map((row) => ({
      ...row,
      plannedEnd: momentOrNull(row.plannedEnd),
      at: row.at.toISOString(),
    }))
  },
})
