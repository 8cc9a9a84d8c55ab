import type { Knex } from 'knex'
import type { TaskFact, TaskHistoryEntry } from '#contracts/history.ts'
import type { Handover } from '#contracts/task.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'
import { query } from '#server/platform/db/sql.ts'
import { selectTasks } from './task-page.ts'
import { recordOfRow, type TaskRow } from './task-row.ts'

const joinedShown = 50

export interface JoinedDraft {
  draft: TaskRecord
  /** The last line of its history. */
  last: Pick<TaskHistoryEntry, 'what' | 'at' | 'byName' | 'from'>
  handovers: (Handover & { at: string })[]
}

interface JoinedRow extends TaskRow {
  last_what: TaskHistoryEntry['what']
  last_at: Date
  last_by: string | null
  last_from: TaskHistoryEntry['from']
  last_fact: TaskFact | null
  handovers: Handover[]
}

/** Drafts that are no more, with the last line of their history. */
export const joinedCallers = (k: Knex) => ({
  /** Those that dissolved into this task, the last ones, oldest first. */
  async ofTask(taskId: number): Promise<JoinedDraft[]> {
    const rows = await query<JoinedRow>(
      k,
      `select x.*, h.what as last_what, h.at as last_at, u.name as last_by, h.from_status as last_from,
         (select coalesce(jsonb_agg(jsonb_build_object('script', o.script, 'service', o.service,
             'takenBy', o.taken_by, 'number', o.number, 'at', o.at) order by o.id), '[]')
          from task_handovers o where o.task_id = x.id) as handovers
       from (${selectTasks} where t.joined_to = ? order by t.id desc limit ?) x
       join lateral (select * from task_history where task_id = x.id order by id desc limit 1) h on true
       left join users u on u.id = h.by_user order by x.id`,
      [taskId, joinedShown],
    )
    return rows.map((row) => ({
      draft: recordOfRow(row),
      last: {
        what: row.last_what,
        at: row.last_at.toISOString(),
        byName: row.last_by,
        from: row.last_from,
      },
      handovers: row.handovers.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    }))
  },

  /** Missed calls that a person took off their list since then, the newest first. */
  async discardedCallbacks(
    since: Date,
    limit: number,
  ): Promise<{ draft: TaskRecord; at: string; byName: string | null; fact: TaskFact | null }[]> {
    const rows = await query<JoinedRow>(
      k,
      `select x.*, h.at as last_at, u.name as last_by, h.fact as last_fact
       from task_history h join lateral (${selectTasks} where t.id = h.task_id) x on true
       left join users u on u.id = h.by_user
       where h.at > ? and h.what = 'moved' and h.from_status = 'callback' and h.to_status = 'discarded'
       order by h.id desc limit ?`,
      [since, limit],
    )
    return rows.map((row) => ({
      draft: recordOfRow(row),
      at: row.last_at.toISOString(),
      byName: row.last_by,
      fact: row.last_fact,
    }))
  },
})
