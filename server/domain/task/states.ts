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
  /** Found in lists of tasks; who looks for drafts asks for drafts. */
  isListed: boolean
  /** Is it given to somebody, and has he begun? */
  work: 'none' | 'given' | 'begun'
  /** Where a dispatcher may move it, the likely move first; back to `new` is "reopened". */
  moves: readonly TaskStatus[]
  /** What else may follow: registering, joining and settling are no moves; `assigned` again is to somebody else. */
  alsoTo: readonly TaskStatus[]
  /** What a move to here must bring: deferral and refusal have reasons. */
  needs: readonly 'reason'[]
  /** Who moves it on from here: what was cancelled is reopened by supervisors alone. */
  movedBy: 'dispatcher' | 'supervisor'
}

/** What most states are. */
const plain = { isListed: true, work: 'none', alsoTo: [], needs: [], movedBy: 'dispatcher' } as const

/**
 * All that there is to know of a task's states (domain.md 4.1): server, boards and the lists in SQL read it here.
 * A state more is a line here, its name in `contracts/task.ts` and its words in the texts.
 */
export const taskStates = {
  draft: {
    ...plain,
    stage: 'unregistered',
    isListed: false,
    moves: [],
    alsoTo: ['new', 'callback', 'discarded'],
  },
  callback: { ...plain, stage: 'unregistered', moves: [], alsoTo: ['new', 'draft', 'discarded'] },
  new: { ...plain, stage: 'open', moves: ['accepted', 'assigned', 'deferred', 'cancelled'] },
  accepted: { ...plain, stage: 'open', moves: ['assigned', 'deferred', 'cancelled'] },
  assigned: {
    ...plain,
    stage: 'open',
    work: 'given',
    moves: ['inProgress', 'deferred', 'cancelled'],
    alsoTo: ['assigned'],
  },
  inProgress: { ...plain, stage: 'open', work: 'begun', moves: ['done', 'deferred', 'assigned'] },
  deferred: { ...plain, stage: 'open', moves: ['new', 'assigned', 'cancelled'], needs: ['reason'] },
  done: { ...plain, stage: 'over', moves: ['closed', 'new'] },
  closed: { ...plain, stage: 'over', moves: ['new'] },
  cancelled: { ...plain, stage: 'over', moves: ['new'], needs: ['reason'], movedBy: 'supervisor' },
  discarded: { ...plain, stage: 'gone', isListed: false, moves: [] },
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

/** In the order in which a board lists them. */
export const openStatuses = TaskStatus.options.filter(isOpen)
export const boardStatuses = TaskStatus.options.filter(isOnBoard)

export const movesOf = (status: TaskStatus): readonly MoveTarget[] => taskStates[status].moves

/** May a task go from one status to the other? */
export const canMove = (from: TaskStatus, to: TaskStatus): boolean => {
  const { moves, alsoTo }: TaskState = taskStates[from]
  return moves.includes(to) || alsoTo.includes(to)
}

/** Must the record explain the move? */
export const needsReason = (to: TaskStatus): boolean => {
  const { needs }: TaskState = taskStates[to]
  return needs.includes('reason')
}
