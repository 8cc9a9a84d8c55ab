import type { Call } from '#contracts/call.ts'
import type { JournalData, JournalEntry, JournalFrame, LeftOut } from '#contracts/journal.ts'
import type { Settings } from '#contracts/settings.ts'
import type { Shutdown, ShutdownSuggestion } from '#contracts/shutdown.ts'
import { shownCalls, type Task } from '#contracts/task.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { isOnBoard } from '#domain/task/states.ts'

/**
 * What this page knows of the server's journal, as a value. All that is pushed are whole projections with a version:
 * a frame may come twice, late or never, and the result is the same.
 */
export interface JournalState {
  /** Everything up to here is known without a gap; null before the first answer to `resume`. */
  readonly seq: number | null
  readonly calls: ReadonlyMap<string, Call>
  readonly tasks: ReadonlyMap<number, Task>
  readonly shutdowns: ReadonlyMap<number, Shutdown>
  readonly suggestions: ReadonlyMap<number, ShutdownSuggestion>
  /** What the snapshot left out, since there is more than a board can show. */
  readonly leftOut: LeftOut
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
  readonly shutdowns: ReadonlySet<number>
  readonly suggestions: ReadonlySet<number>
  readonly settings: boolean
}

export interface Step {
  readonly state: JournalState
  /** Something between the cursor and the frame is missing: ask with `resume`. */
  readonly gap: boolean
  readonly changed: Changed | null
}

export const nothingChanged: Changed = {
  calls: new Set(),
  tasks: new Set(),
  shutdowns: new Set(),
  suggestions: new Set(),
  settings: false,
}

const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> =>
  a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b])

export const bothChanged = (a: Changed | null, b: Changed | null): Changed | null =>
  a === null || b === null
    ? null
    : {
        calls: union(a.calls, b.calls),
        tasks: union(a.tasks, b.tasks),
        shutdowns: union(a.shutdowns, b.shutdowns),
        suggestions: union(a.suggestions, b.suggestions),
        settings: a.settings || b.settings,
      }

/** Ended calls and finished tasks stay known a while, so that a late frame cannot bring them back to life. */
const finishedLimit = 2000

/** Ended calls that boards still need. */
export const neededCallIds = (tasks: Iterable<Task>): Set<string> => {
  const ids = new Set<string>()
  for (const task of tasks) if (isOnBoard(task.status)) for (const id of shownCalls(task)) ids.add(id)
  return ids
}

function forgetOldest<K, V>(map: Map<K, V>, touched: Set<K>, isFinished: (value: V) => boolean): void {
  if (map.size <= finishedLimit) return
  const old = [...map].filter(([, value]) => isFinished(value))
  for (const [key] of old.slice(0, Math.max(0, old.length - finishedLimit / 2))) {
    map.delete(key)
    touched.add(key)
  }
}

type Known = { -readonly [K in 'settings' | 'settingsVersion']: JournalState[K] } & {
  calls: Map<string, Call>
  tasks: Map<number, Task>
  shutdowns: Map<number, Shutdown>
  suggestions: Map<number, ShutdownSuggestion>
}
const touched = () => ({
  calls: new Set<string>(),
  tasks: new Set<number>(),
  shutdowns: new Set<number>(),
  suggestions: new Set<number>(),
  settings: false,
})

/**
 * Drops the oldest finished entities (Map order is arrival order) once there are many. They count as touched: a board
 * of thousands of open tasks must not take everything anew at each frame.
 */
function forgetFinished(known: Known, changed: ReturnType<typeof touched>): void {
  const { calls, tasks, shutdowns, suggestions } = known
  const needed = calls.size > finishedLimit ? neededCallIds(tasks.values()) : new Set()
  forgetOldest(calls, changed.calls, (call) => call.state === 'ended' && !needed.has(call.id))
  forgetOldest(tasks, changed.tasks, (task) => !isOnBoard(task.status))
  forgetOldest(shutdowns, changed.shutdowns, (shutdown) => !isLive(shutdown.status))
  forgetOldest(suggestions, changed.suggestions, (suggestion) => suggestion.state !== 'open')
}

const isNewer = (known: { version: number } | undefined, next: { version: number }): boolean =>
  (known?.version ?? -1) < next.version

function applyData(known: Known, changed: ReturnType<typeof touched>, data: JournalData): void {
  switch (data.type) {
    case 'call.changed':
      if (!isNewer(known.calls.get(data.call.id), data.call)) break
      known.calls.set(data.call.id, data.call)
      changed.calls.add(data.call.id)
      break
    case 'task.changed':
      if (!isNewer(known.tasks.get(data.task.id), data.task)) break
      known.tasks.set(data.task.id, data.task)
      changed.tasks.add(data.task.id)
      break
    case 'shutdown.changed': {
      const before = known.shutdowns.get(data.shutdown.id)
      if (!isNewer(before, data.shutdown)) break
      // Callers are counted past the version: whichever of the two came later, the count never falls.
      const callerCount = Math.max(before?.callerCount ?? 0, data.shutdown.callerCount)
      known.shutdowns.set(data.shutdown.id, { ...data.shutdown, callerCount })
      changed.shutdowns.add(data.shutdown.id)
      break
    }
    case 'shutdown.called': {
      const shutdown = known.shutdowns.get(data.shutdownId)
      if (shutdown === undefined || shutdown.callerCount >= data.callerCount) break
      known.shutdowns.set(shutdown.id, { ...shutdown, callerCount: data.callerCount })
      changed.shutdowns.add(shutdown.id)
      break
    }
    case 'suggestion.changed':
      if (!isNewer(known.suggestions.get(data.suggestion.id), data.suggestion)) break
      known.suggestions.set(data.suggestion.id, data.suggestion)
      changed.suggestions.add(data.suggestion.id)
      break
    case 'settings.changed':
      if (known.settings !== null && known.settingsVersion >= data.version) break
      known.settings = data.settings
      known.settingsVersion = data.version
      changed.settings = true
      break
    default:
      // A newer server may send what this page does not know yet.
      break
  }
}

export function applyEntries(state: JournalState, entries: readonly JournalEntry[]): Step {
  if (entries.length === 0) return { state, gap: false, changed: nothingChanged }
  const known: Known = {
    calls: new Map(state.calls),
    tasks: new Map(state.tasks),
    shutdowns: new Map(state.shutdowns),
    suggestions: new Map(state.suggestions),
    settings: state.settings,
    settingsVersion: state.settingsVersion,
  }
  const changed = touched()
  for (const { data } of entries) applyData(known, changed, data)
  forgetFinished(known, changed)
  return { state: { ...state, ...known }, gap: false, changed }
}
