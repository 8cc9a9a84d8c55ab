import type { Knex } from 'knex'
import type { TaskFact, TaskHistoryEntry } from '#contracts/history.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { alone, change, type Part } from '#server/platform/db/together.ts'

/** A number that calls ten thousand times adds a line each time. */
const historyShown = 200

export interface NewHistoryEntry {
  taskId: number
  at: string
  /** Null: a PBX event or a job. */
  byUser: number | null
  what: TaskHistoryEntry['what']
  from: TaskHistoryEntry['from']
  to: TaskHistoryEntry['to']
  /** What a person wrote. */
  note?: string
  /** What the product knows. */
  fact?: TaskFact | null
}

/** Append-only: who did what, when, from which status to which. */
export const taskHistory = (k: Knex) => ({
  async add(entries: readonly NewHistoryEntry[]): Promise<void> {
    if (entries.length > 0) await alone(k, taskHistory(k).adding(entries))
  },

  adding: (entries: readonly NewHistoryEntry[]): Part<void> =>
    change(
      `insert into task_history (task_id, at, by_user, what, from_status, to_status, note, fact)
       select "taskId", at, "byUser", what, "from", "to", coalesce(note, ''), fact
       from rows from (jsonb_to_recordset(?::jsonb) as
         ("taskId" bigint, at timestamptz, "byUser" bigint, what text, "from" text, "to" text, note text,
          fact jsonb))
         with ordinality as h ("taskId", at, "byUser", what, "from", "to", note, fact, n)
       order by n`,
      [JSON.stringify(entries)],
    ),

  /** The last `historyShown` entries, oldest first. */
  async ofTask(taskId: number): Promise<TaskHistoryEntry[]> {
    const rows = await query<{
      at: Date
      by_name: string | null
      what: TaskHistoryEntry['what']
      from_status: TaskHistoryEntry['from']
      to_status: TaskHistoryEntry['to']
      note: string
      fact: TaskFact | null
    }>(
      k,
      `select h.at, u.name as by_name, h.what, h.from_status, h.to_status, h.note, h.fact
       from task_history h left join users u on u.id = h.by_user where h.task_id = ? order by h.id desc limit ?`,
      [taskId, historyShown],
    )
    return rows.toReversed().map((row) => ({
      at: row.at.toISOString(),
      byName: row.by_name,
      what: row.what,
      from: row.from_status,
      to: row.to_status,
      note: row.note,
      fact: row.fact,
    }))
  },

  /** How many entries there are in all. */
  async count(taskId: number): Promise<number> {
    const row = await queryOne<{ count: number }>(
      k,
      'select count(*)::int as count from task_history where task_id = ?',
      [taskId],
    )
    return row?.count ?? 0
  },

  /** What came of the task when this draft was joined to it the last time. */
  async joinOf(taskId: number, draftId: number): Promise<{ raised: boolean; counted: boolean }> {
    const row = await queryOne<{ fact: TaskFact }>(
      k,
      `select fact from task_history where task_id = ? and what = 'joined'
       and fact->>'what' = 'fromDraft' and (fact->>'taskId')::bigint = ? order by id desc limit 1`,
      [taskId, draftId],
    )
    const { raised = false, counted = true } = row?.fact.what === 'fromDraft' ? row.fact : {}
    return { raised, counted }
  },

  /** Who gave the task its number; null while nobody did. */
  async registeredBy(taskId: number): Promise<number | null> {
    const rows = await query<{ by_user: number | null }>(
      k,
      `select by_user from task_history where task_id = ? and what = 'registered' order by id limit 1`,
      [taskId],
    )
    return rows[0]?.by_user ?? null
  },
})
