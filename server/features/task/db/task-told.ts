import type { Knex } from 'knex'
import type { ToldPart } from '#contracts/task.ts'
import { query } from '#server/platform/db/sql.ts'

/** What the applicant was told, each part once. */
export const taskTold = (k: Knex) => ({
  /** Answers the parts that were not told before. */
  async add(
    taskId: number,
    parts: readonly ToldPart[],
    by: { userId: number; at: Date },
  ): Promise<ToldPart[]> {
    const rows = await query<{ part: ToldPart }>(
      k,
      `insert into task_told (task_id, part, at, by_user) select ?, part, ?, ? from unnest(?::text[]) as part
       on conflict do nothing returning part`,
      [taskId, by.at, by.userId, parts],
    )
    return rows.map(({ part }) => part)
  },

  async ofTask(taskId: number): Promise<ToldPart[]> {
    const rows = await query<{ part: ToldPart }>(
      k,
      'select part from task_told where task_id = ? order by at, part',
      [taskId],
    )
    return rows.map(({ part }) => part)
  },
})
