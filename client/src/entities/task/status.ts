import { taskMoves } from '#contracts/task-moves.ts'
import { openStatuses, type Task, type TaskStatus } from '#contracts/task.ts'

export const isOpen = (task: Task): boolean => openStatuses.some((status) => status === task.status)

/** The statuses of registered tasks, in the order in which a board lists them. */
export const boardStatuses = [
  'new',
  'accepted',
  'assigned',
  'inProgress',
  'deferred',
] as const satisfies readonly TaskStatus[]
export type BoardStatus = (typeof boardStatuses)[number]

export const isOnBoard = (status: TaskStatus): status is BoardStatus =>
  boardStatuses.some((one) => one === status)

export const movesOf = (status: TaskStatus): readonly TaskStatus[] => taskMoves[status]

/** Moves that owe an explanation to whoever reads the journal later. */
export const needsNote = (to: TaskStatus): boolean => to === 'deferred' || to === 'cancelled'
