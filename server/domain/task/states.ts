import type { Role } from '#contracts/permission.ts'
import { TaskStatus } from '#contracts/task.ts'

type Stage =
  /** A draft or a call-back: still without a number. */
  | 'unregistered'
  /** Registered and not yet over. */
  | 'open'
  | 'over'
  /** A draft that was joined, settled or thrown away. */
  | 'gone'

interface TaskState {
  stage: Stage
  /** Found by who asks for drafts alone, and in no other list. */
  isUnlisted?: true
  /** Is it given to somebody, and has he begun? */
  work?: 'given' | 'begun'
  /** Where a dispatcher may move it, the likely move first; back to `new` is "reopened". */
  moves: readonly TaskStatus[]
  /** What a move to here must bring: deferral and refusal have reasons. */
  needs?: readonly 'reason'[]
  /** Who alone moves it on from here: what was cancelled is reopened by supervisors. */
  movedBy?: 'supervisor'
}

/**
 * All that there is to know of a task's states (domain.md 4.1): server, boards and the lists in SQL read it here.
 * A state more is a line here, its name in `contracts/task.ts` and its words in the texts.
 */
export const taskStates = {
  draft: { stage: 'unregistered', isUnlisted: true, moves: [] },
  callback: { stage: 'unregistered', moves: [] },
  new: { stage: 'open', moves: ['accepted', 'assigned', 'deferred', 'cancelled'] },
  accepted: { stage: 'open', moves: ['assigned', 'deferred', 'cancelled'] },
  assigned: { stage: 'open', work: 'given', moves: ['inProgress', 'deferred', 'cancelled'] },
  inProgress: { stage: 'open', work: 'begun', moves: ['done', 'deferred', 'assigned'] },
  deferred: { stage: 'open', moves: ['new', 'assigned', 'cancelled'], needs: ['reason'] },
  done: { stage: 'over', moves: ['closed', 'new'] },
  closed: { stage: 'over', moves: ['new'] },
  cancelled: { stage: 'over', moves: ['new'], needs: ['reason'], movedBy: 'supervisor' },
  discarded: { stage: 'gone', isUnlisted: true, moves: [] },
} as const satisfies Record<TaskStatus, TaskState>

type States = typeof taskStates
type StatusAt<S extends Stage> = { [K in TaskStatus]: States[K]['stage'] extends S ? K : never }[TaskStatus]

export type OpenStatus = StatusAt<'open'>
/** A status to which some move leads. */
export type MoveTarget = States[TaskStatus]['moves'][number]

/** A draft or a call-back: still without a number. */
export const isUnregistered = (status: TaskStatus): status is StatusAt<'unregistered'> =>
  taskStates[status].stage === 'unregistered'

/** Registered and not yet over: what a draft can be joined to. */
export const isOpen = (status: TaskStatus): status is OpenStatus => taskStates[status].stage === 'open'

/** Does it stand on the board: something is still to be done about it, with a number or without? */
export const isOnBoard = (status: TaskStatus): status is StatusAt<'unregistered' | 'open'> =>
  isUnregistered(status) || isOpen(status)

/** In the order in which a board lists them; pure, so that pages carry only the lists that they use. */
export const openStatuses = /* @__PURE__ */ TaskStatus.options.filter(isOpen)
export const boardStatuses = /* @__PURE__ */ TaskStatus.options.filter(isOnBoard)

/** May who has this role move a task on from here? */
export const mayMoveFrom = (status: TaskStatus, role: Role | 'system' | 'guest'): boolean =>
  stateOf(status).movedBy === undefined || role === 'supervisor' || role === 'admin'

export const movesOf = (status: TaskStatus): readonly MoveTarget[] => taskStates[status].moves

/** Of any state: what its line leaves out is `undefined`. */
export const stateOf = (status: TaskStatus): TaskState => taskStates[status]

/** What may follow besides: registering, joining and settling are no moves; `assigned` again is to somebody else. */
const alsoTo: Partial<Record<TaskStatus, readonly TaskStatus[]>> = {
  draft: ['new', 'callback', 'discarded'],
  callback: ['new', 'draft', 'discarded'],
  assigned: ['assigned'],
}

/** May a task go from one status to the other? */
export const canMove = (from: TaskStatus, to: TaskStatus): boolean =>
  stateOf(from).moves.includes(to) || alsoTo[from]?.includes(to) === true

/** Must the record explain the move? */
export const needsReason = (to: TaskStatus): boolean => stateOf(to).needs?.includes('reason') === true
