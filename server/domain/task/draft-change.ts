import type { TaskFact, TaskHistoryEntry } from '#contracts/history.ts'
import type { TaskStatus } from '#contracts/task.ts'
import type { TaskRecord } from './task-record.ts'

export interface HistoryFact {
  taskId: number
  at: string
  what: TaskHistoryEntry['what']
  from: TaskStatus | null
  to: TaskStatus | null
  fact: TaskFact | null
}

export interface DraftChanges {
  changed: TaskRecord[]
  history: HistoryFact[]
}
/** When an effect has nothing to change. */
export const nothing: DraftChanges = { changed: [], history: [] }

/** One task changed by an event of `at`, with its line of history; a late event does not turn its time back. */
export function change(
  task: TaskRecord,
  at: string,
  what: Partial<TaskRecord>,
  name: HistoryFact['what'],
  fact: TaskFact | null = null,
): DraftChanges {
  const after = { ...task, ...what, version: task.version + 1, updatedAt: later(task.updatedAt, at) }
  const history = { taskId: task.id, at, what: name, from: task.status, to: after.status, fact }
  return { changed: [after], history: [history] }
}

/** The later of two moments. */
export const later = (a: string, b: string): string => (a > b ? a : b)
