import type { TaskStatus } from '#contracts/task.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

/** What the button that leads to a status says: a verb, not the status. */
export const moveKeys: Partial<Record<TaskStatus, MessageKey>> = {
  accepted: 'move.accepted',
  assigned: 'move.assigned',
  inProgress: 'move.inProgress',
  deferred: 'move.deferred',
  done: 'move.done',
  closed: 'move.closed',
  cancelled: 'move.cancelled',
  new: 'move.new',
}
