import { Refusal } from '#contracts/error.ts'
import type { TaskFact, TaskHistoryEntry } from '#contracts/history.ts'
import type { Task } from '#contracts/task.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Transaction } from '#server/store.ts'
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
  /** What a person wrote of it. */
  note?: string
  /** What the product knows of it. */
  fact?: TaskFact | null
}

/** Writes changed tasks with their history, and the boards are told. Version and time are raised here. */
export async function saveTasks(
  tx: Transaction,
  changes: readonly TaskChange[],
  by: { userId: number | null; at: Date },
): Promise<Task[]> {
  const at = by.at.toISOString()
  const records = changes.map(({ before, after }) => ({
    ...after,
    version: before === null ? 1 : before.version + 1,
    updatedAt: at,
  }))
  await tx.tasks.save(records)
  await tx.taskHistory.add(
    changes.flatMap(({ before, after, what, note = '', fact = null }) =>
      what.map((name) => ({
        taskId: after.id,
        at,
        byUser: by.userId,
        what: name,
        from: before?.status ?? null,
        to: after.status,
        note,
        fact,
      })),
    ),
  )
  const tasks = records.map(taskOfRecord)
  tx.tell('task', ...tasks)
  return tasks
}

/** The same for one task. */
export async function saveTask(
  tx: Transaction,
  change: TaskChange,
  by: { userId: number | null; at: Date },
): Promise<Task> {
  const [task] = await saveTasks(tx, [change], by)
  if (!task) throw new Error('a changed task was not written')
  return task
}
