import type { Call } from '#contracts/call.ts'
import type { JournalEntry, JournalFrame, Resumed, Snapshot } from '#contracts/journal.ts'
import type { Settings } from '#contracts/settings.ts'
import { openStatuses, type Task } from '#contracts/task.ts'

/**
 * What this page knows of the server's journal, as a value. All that is pushed are whole projections with a version:
 * a frame may come twice, late or never, and the result is the same.
 */
export interface JournalState {
  /** Everything up to here is known without a gap; null before the first answer to `resume`. */
  readonly seq: number | null
  readonly calls: ReadonlyMap<string, Call>
  readonly tasks: ReadonlyMap<number, Task>
  readonly settings: Settings | null
  readonly settingsVersion: number
  /** A `resume` is under way: frames that come meanwhile are also kept, to stand on whatever its answer brings. */
  readonly isResuming: boolean
  readonly kept: readonly JournalFrame[]
}

/** Which entities the step touched, so that stores copy only these; null: all of them. */
export interface Changed {
  readonly calls: ReadonlySet<string>
  readonly tasks: ReadonlySet<number>
  readonly settings: boolean
}

export interface Step {
  readonly state: JournalState
  /** Something between the cursor and the frame is missing: ask with `resume`. */
  readonly gap: boolean
  readonly changed: Changed | null
}

export const emptyJournal: JournalState = {
  seq: null,
  calls: new Map(),
  tasks: new Map(),
  settings: null,
  settingsVersion: 0,
  isResuming: false,
  kept: [],
}

const keptFramesLimit = 500
/** Ended calls and finished tasks stay known a while, so that a late frame cannot bring them back to life. */
const finishedLimit = 2000

const isOpen = (task: Task): boolean => openStatuses.some((status) => status === task.status)

const openCallIds = (tasks: Iterable<Task>): Set<string> => {
  const ids = new Set<string>()
  for (const task of tasks) if (isOpen(task)) for (const id of task.callIds) ids.add(id)
  return ids
}

/** Drops the oldest finished entities (Map order is arrival order) once there are many. */
function forgetFinished(calls: Map<string, Call>, tasks: Map<number, Task>): void {
  if (calls.size <= finishedLimit && tasks.size <= finishedLimit) return
  const needed = openCallIds(tasks.values())
  const oldCalls = [...calls.values()].filter((call) => call.state === 'ended' && !needed.has(call.id))
  for (const call of oldCalls.slice(0, Math.max(0, oldCalls.length - finishedLimit / 2)))
    calls.delete(call.id)
  const oldTasks = [...tasks.values()].filter((task) => !isOpen(task))
  for (const task of oldTasks.slice(0, Math.max(0, oldTasks.length - finishedLimit / 2)))
    tasks.delete(task.id)
}

function applyEntries(state: JournalState, entries: readonly JournalEntry[]): Step {
  if (entries.length === 0)
    return { state, gap: false, changed: { calls: new Set(), tasks: new Set(), settings: false } }
  const calls = new Map(state.calls)
  const tasks = new Map(state.tasks)
  let { settings, settingsVersion } = state
  const changed = { calls: new Set<string>(), tasks: new Set<number>(), settings: false }
  for (const { data } of entries) {
    switch (data.type) {
      case 'call.changed':
        if ((calls.get(data.call.id)?.version ?? -1) >= data.call.version) break
        calls.set(data.call.id, data.call)
        changed.calls.add(data.call.id)
        break
      case 'task.changed':
        if ((tasks.get(data.task.id)?.version ?? -1) >= data.task.version) break
        tasks.set(data.task.id, data.task)
        changed.tasks.add(data.task.id)
        break
      case 'settings.changed':
        if (settings !== null && settingsVersion >= data.version) break
        settings = data.settings
        settingsVersion = data.version
        changed.settings = true
        break
      default:
        // A newer server may send what this page does not know yet.
        break
    }
  }
  const before = calls.size + tasks.size
  forgetFinished(calls, tasks)
  return {
    state: { ...state, calls, tasks, settings, settingsVersion },
    gap: false,
    changed: calls.size + tasks.size === before ? changed : null,
  }
}

/**
 * Takes a pushed frame, which covers (prev, last]. Beyond a gap its entries are shown at once – a ringing call does
 * not wait for what was missed – but the cursor stays, and `gap` is true.
 */
export function applyFrame(state: JournalState, frame: JournalFrame): Step {
  const isBeyond = state.seq === null || frame.prev > state.seq
  const keeps = state.isResuming || isBeyond
  const kept = keeps ? [...state.kept, frame].slice(-keptFramesLimit) : state.kept
  if (state.seq !== null && frame.last <= state.seq)
    return { ...applyEntries(state, []), state: { ...state, kept } }
  const step = applyEntries(state, frame.entries)
  const seq = isBeyond ? state.seq : frame.last
  return { ...step, state: { ...step.state, seq, kept }, gap: isBeyond }
}

/** Marks that `resume` was asked with the present `seq`. */
export const startResume = (state: JournalState): JournalState => ({ ...state, isResuming: true })

/** The answer did not come (cut off again): the next connection asks anew. */
export const giveUpResume = (state: JournalState): JournalState => ({ ...state, isResuming: false })

function applyKept(state: JournalState, changed: Changed | null): Step {
  const kept = [...state.kept].sort((a, b) => a.prev - b.prev)
  let step: Step = { state: { ...state, kept: [] }, gap: false, changed }
  let isAll = changed === null
  const calls = new Set(changed?.calls)
  const tasks = new Set(changed?.tasks)
  let settings = changed?.settings ?? false
  for (const frame of kept) {
    const next = applyFrame(step.state, frame)
    if (next.changed === null) isAll = true
    for (const id of next.changed?.calls ?? []) calls.add(id)
    for (const id of next.changed?.tasks ?? []) tasks.add(id)
    settings ||= next.changed?.settings ?? false
    step = { state: next.state, gap: step.gap || next.gap, changed }
  }
  return { ...step, changed: isAll ? null : { calls, tasks, settings } }
}

/**
 * Replaces everything by the snapshot, even by an older one: the server may have been restored from a backup. Frames
 * that came since the question was asked are applied on top.
 */
export function applySnapshot(state: JournalState, snapshot: Snapshot): Step {
  const next: JournalState = {
    seq: snapshot.seq,
    calls: new Map(snapshot.calls.map((call) => [call.id, call])),
    tasks: new Map(snapshot.tasks.map((task) => [task.id, task])),
    settings: snapshot.settings,
    settingsVersion: snapshot.settingsVersion,
    isResuming: false,
    kept: state.kept,
  }
  return applyKept(next, null)
}

/** Takes the answer to `resume`: what was missed, or everything when too much was. */
export function applyResumed(state: JournalState, answer: Resumed): Step {
  if (answer.kind === 'snapshot') return applySnapshot(state, answer.snapshot)
  const step = applyFrame({ ...state, isResuming: false, kept: [] }, answer.frame)
  // A replay that does not begin at our cursor leaves a gap, which the caller sees and asks again.
  const rest = applyKept({ ...step.state, kept: state.kept }, step.changed)
  return { ...rest, gap: step.gap || rest.gap }
}

/** What boards show of it, in a canonical form: equal for two pages exactly when they show the same. */
export function visible(state: JournalState): { calls: Call[]; tasks: Task[]; settings: Settings | null } {
  const needed = openCallIds(state.tasks.values())
  return {
    calls: [...state.calls.values()]
      .filter((call) => call.state !== 'ended' || needed.has(call.id))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    tasks: [...state.tasks.values()].filter(isOpen).sort((a, b) => a.id - b.id),
    settings: state.settings,
  }
}
