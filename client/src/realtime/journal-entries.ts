import {
  changeOf,
  type JournalData,
  type JournalEntry,
  type JournalFrame,
  type LeftOut,
} from '#contracts/journal.ts'
import { entityKinds, type EntityKind, type IdOf, type Pushed } from '#contracts/pushed.ts'
import type { Settings } from '#contracts/settings.ts'
import { shownCalls, type Task } from '#contracts/task.ts'
import { pushedRules } from '#domain/pushed.ts'
import { entitiesOf, idsOf, makeEntities, makeIds, type Entities, type Ids } from './entities.ts'

/**
 * What this page knows of the server's journal, as a value. All that is pushed are whole projections with a version:
 * a frame may come twice, late or never, and the result is the same.
 */
export interface JournalState extends Entities {
  /** Everything up to here is known without a gap; null before the first answer to `resume`. */
  readonly seq: number | null
  /** What the snapshot left out, since there is more than a board can show. */
  readonly leftOut: LeftOut
  readonly settings: Settings | null
  readonly settingsVersion: number
  /** A `resume` is under way: frames that come meanwhile are also kept, to stand on whatever its answer brings. */
  readonly isResuming: boolean
  readonly kept: readonly JournalFrame[]
}

/** Which entities the step touched, so that stores copy only these; null: all of them. */
export interface Changed extends Ids {
  readonly settings: boolean
}

export interface Step {
  readonly state: JournalState
  /** Something between the cursor and the frame is missing: ask with `resume`. */
  readonly gap: boolean
  readonly changed: Changed | null
}

export const nothingChanged: Changed = { ...makeIds(() => new Set()), settings: false }

const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> =>
  a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b])

export const bothChanged = (a: Changed | null, b: Changed | null): Changed | null =>
  a === null || b === null
    ? null
    : {
        ...makeIds((kind) => union(idsOf(a, kind), idsOf(b, kind))),
        settings: a.settings || b.settings,
      }

/** Ended calls and finished tasks stay known a while, so that a late frame cannot bring them back to life. */
const finishedLimit = 2000

/** Ended calls that boards still need. */
export const neededCallIds = (tasks: Iterable<Task>): Set<string> => {
  const ids = new Set<string>()
  for (const task of tasks) if (!pushedRules.task.isOver(task)) for (const id of shownCalls(task)) ids.add(id)
  return ids
}

/** What becomes known in this step. */
interface Draft<K extends EntityKind> {
  known: Map<IdOf<K>, Pushed[K]>
  touched: Set<IdOf<K>>
}
type Drafts = { [K in EntityKind]: Draft<K> }
interface Next {
  drafts: Drafts
  settings: Pick<JournalState, 'settings' | 'settingsVersion'> | null
}

/**
 * Drops the oldest finished entities (Map order is arrival order) once there are many. They count as touched: a board
 * of thousands of open tasks must not take everything anew at each frame.
 */
function forgetFinished<K extends EntityKind>(
  kind: K,
  { known, touched }: Draft<K>,
  needed: ReadonlySet<unknown>,
): void {
  if (known.size <= finishedLimit) return
  const rules = pushedRules[kind]
  const old = [...known].filter(([id, one]) => rules.isOver(one) && !needed.has(id))
  for (const [id] of old.slice(0, Math.max(0, old.length - finishedLimit / 2))) {
    known.delete(id)
    touched.add(id)
  }
}

function take<K extends EntityKind>(kind: K, { known, touched }: Draft<K>, next: Pushed[K]): void {
  const before = known.get(next.id)
  if (before !== undefined && before.version >= next.version) return
  known.set(next.id, (before && pushedRules[kind].merge?.(before, next)) ?? next)
  touched.add(next.id)
}

function countCallers({ known, touched }: Draft<'shutdown'>, id: number, callerCount: number): void {
  const shutdown = known.get(id)
  if (shutdown === undefined || shutdown.callerCount >= callerCount) return
  known.set(id, { ...shutdown, callerCount })
  touched.add(id)
}

function applyData(state: JournalState, next: Next, data: JournalData): void {
  if (data.type === 'shutdown.called')
    return countCallers(next.drafts.shutdown, data.shutdownId, data.callerCount)
  const change = changeOf(data)
  if (change === null) return
  if (change.kind !== 'settings') return takeOf(next.drafts, change.kind, change.one)
  const { settings, version } = change.one
  const { settings: known, settingsVersion } = next.settings ?? state
  if (known === null || settingsVersion < version) next.settings = { settings, settingsVersion: version }
}

const takeOf = <K extends EntityKind>(drafts: Drafts, kind: K, one: Pushed[K]): void =>
  take(kind, drafts[kind], one)

export function applyEntries(state: JournalState, entries: readonly JournalEntry[]): Step {
  if (entries.length === 0) return { state, gap: false, changed: nothingChanged }
  const draft = <K extends EntityKind>(kind: K): Draft<K> => ({
    known: new Map(entitiesOf(state, kind)),
    touched: new Set(),
  })
  const next: Next = {
    drafts: Object.fromEntries(entityKinds.map((kind) => [kind, draft(kind)])) as unknown as Drafts,
    settings: null,
  }
  const { drafts } = next
  for (const { data } of entries) applyData(state, next, data)
  const isFull = drafts.call.known.size > finishedLimit
  const needed = isFull ? neededCallIds(drafts.task.known.values()) : new Set()
  const forget = <K extends EntityKind>(kind: K): void => forgetFinished(kind, drafts[kind], needed)
  entityKinds.forEach(forget)
  return {
    state: { ...state, ...makeEntities((kind) => drafts[kind].known), ...next.settings },
    gap: false,
    changed: { ...makeIds((kind) => drafts[kind].touched), settings: next.settings !== null },
  }
}
