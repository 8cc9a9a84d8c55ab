import type { Knex } from 'knex'
import type { Handover } from '#contracts/task.ts'
import { query } from '#server/platform/db/sql.ts'

/** Who took an emergency over (104, 112): the record that a danger script asks for. */
export const taskHandovers = (k: Knex) => ({
  async add(taskId: number, handover: Handover, by: { userId: number; at: Date }): Promise<void> {
    await k('task_handovers').insert({
      task_id: taskId,
      script: handover.script,
      service: handover.service,
      taken_by: handover.takenBy,
      number: handover.number,
      at: handover.at,
      by_user: by.userId,
      recorded_at: by.at,
    })
  },

  async ofTask(taskId: number): Promise<Handover[]> {
    const rows = await query<Omit<Handover, 'at'> & { at: Date }>(
      k,
      `select script, service, taken_by as "takenBy", number, at from task_handovers where task_id = ? order by id`,
      [taskId],
    )
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },
})
