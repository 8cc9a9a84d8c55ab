import type { TaskStatus } from './task.ts'

/**
 * Which status a dispatcher may give a task (domain.md 4.1): the domain decides by this table, boards offer by it.
 * Drafts and call-backs are not moved: they are registered, joined, settled or discarded. Back to `new` is "reopened".
 */
export const taskMoves = {
  draft: [],
  discarded: [],
  callback: [],
  new: ['accepted', 'assigned', 'deferred', 'cancelled'],
  accepted: ['assigned', 'deferred', 'cancelled'],
  assigned: ['inProgress', 'deferred', 'cancelled'],
  inProgress: ['done', 'deferred', 'assigned'],
  deferred: ['new', 'assigned', 'cancelled'],
  done: ['closed', 'new'],
  closed: ['new'],
  cancelled: ['new'],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>
