import { taskMoves } from '#contracts/task-moves.ts'
import type { TaskStatus } from '#contracts/task.ts'

/**
 * Which status may follow which (domain.md 4.1): a dispatcher's moves, and what registering, joining and settling do
 * to a task without a number. `assigned` again means to somebody else.
 */
export const transitions = {
  ...taskMoves,
  draft: ['new', 'callback', 'discarded'],
  callback: ['new', 'draft', 'discarded'],
  assigned: [...taskMoves.assigned, 'assigned'],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** May a task go from one status to the other? */
export const canMove = (from: TaskStatus, to: TaskStatus): boolean => {
  const next: readonly TaskStatus[] = transitions[from]
  return next.includes(to)
}

/** A draft or a call-back: still without a number. */
export const isUnregistered = (status: TaskStatus): boolean => status === 'draft' || status === 'callback'

/** Registered and not yet over. */
export const registeredStatuses = [
  'new',
  'accepted',
  'assigned',
  'inProgress',
  'deferred',
] as const satisfies readonly TaskStatus[]

/** Registered and not yet over: what a draft can be joined to. */
export const isOpen = (status: TaskStatus): boolean => registeredStatuses.some((open) => open === status)

/** Moves that the record must explain (domain.md 4.1: deferral and refusal have reasons). */
export const needsReason = (to: TaskStatus): boolean => to === 'deferred' || to === 'cancelled'
