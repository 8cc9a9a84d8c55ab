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
    const rows = await query<{
      at: Date
      by_name: string | null
      what: ShutdownHistoryEntry['what']
      note: string
      fact: ShutdownFact | null
    }>(
      k,
      `select h.at, u.name as by_name, h.what, h.note, h.fact
       from shutdown_history h left join users u on u.id = h.by_user
       where h.shutdown_id = ? order by h.id`,
      [shutdownId],
    )
    return rows.map((row) => ({
      at: row.at.toISOString(),
      byName: row.by_name,
      what: row.what,
      note: row.note,
      fact: row.fact,
    }))
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
    const rows = await query<{
      planned_end: Date | null
      reason: string
      at: Date
      by_name: string | null
    }>(
      k,
      `select t.planned_end, t.reason, t.at, u.name as by_name
       from shutdown_terms t left join users u on u.id = t.by_user where t.shutdown_id = ? order by t.id`,
      [shutdownId],
    )
    return rows.map((row) => ({
      plannedEnd: momentOrNull(row.planned_end),
      reason: row.reason,
      at: row.at.toISOString(),
      byName: row.by_name,
    }))
  },
})
