import { Refusal } from '#contracts/error.ts'
import type { Task, TaskHistoryEntry } from '#contracts/task.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'

/** @throws Refusal notFound */
export async function lockedTask(tx: Repositories, id: number): Promise<TaskRecord> {
  const [task] = await tx.tasks.forUpdate([id])
  if (!task) throw new Refusal('notFound', { id })
  return task
}

/** @throws Refusal conflict, with the `current` version */
export function sameVersion(task: TaskRecord, version: number): void {
  if (task.version !== version) throw new Refusal('conflict', { current: task.version })
}

export interface TaskChange {
  before: TaskRecord | null
  after: TaskRecord
  what: TaskHistoryEntry['what'][]
  note?: string
}

/** Writes changed tasks with their history: version and time are raised here. The boards are told by the caller. */
export async function saveTasks(
  tx: Repositories,
  changes: readonly TaskChange[],
  by: { userId: number; at: Date },
): Promise<Task[]> {
  const at = by.at.toISOString()
  const records = changes.map(({ before, after }) => ({
    ...after,
    version: before === null ? 1 : before.version + 1,
    updatedAt: at,
  }))
  await tx.tasks.save(records)
  await tx.taskHistory.add(
    changes.flatMap(({ before, after, what, note = '' }) =>
      what.map((name) => ({
        taskId: after.id,
        at,
        byUser: by.userId,
        what: name,
        from: before?.status ?? null,
        to: after.status,
        note,
      })),
    ),
  )
  return records.map(taskOfRecord)
}

/**
 * The same, and tells the boards. The journal comes last, so nothing may follow in the transaction.
 */
export async function writeTasks(
  tx: Repositories,
  changes: readonly TaskChange[],
  by: { userId: number; at: Date },
): Promise<Task[]> {
  const tasks = await saveTasks(tx, changes, by)
  await tx.journal.append(
    tasks.map((task) => ({ type: 'task.changed', task }) as const),
    by.at,
  )
  return tasks
}

/** The same for one task. */
export async function writeTask(
  tx: Repositories,
  change: TaskChange,
  by: { userId: number; at: Date },
): Promise<Task> {
  const [task] = await writeTasks(tx, [change], by)
  if (!task) throw new Error('a changed task was not written')
  return task
}
