import { isUnattended } from '../task/ownership.ts'
import type { TaskRecord } from '../task/task-record.ts'
import { isOpen } from '../task/states.ts'

/** What becomes of a task or draft that a dispatcher names as being about a new shutdown. */
export type TakenIn = 'caller' | 'task' | 'nothing'

/**
 * A draft that nobody else is at dissolves into it, its call becomes a caller. A call that rings is still to be
 * answered, and who was missed is still called back (ПП 416, п. 13: within ten minutes): the call-back belongs to the
 * shutdown from now on, as registered tasks do, so that who calls knows what to say.
 */
export function takenIn(task: TaskRecord, facts: { userId: number; rings: boolean }): TakenIn {
  if (task.status === 'draft')
    return !facts.rings && (isUnattended(task) || task.ownerId === facts.userId) ? 'caller' : 'nothing'
  const belongs = task.status === 'callback' || isOpen(task.status)
  return belongs && task.shutdownId === null ? 'task' : 'nothing'
}
