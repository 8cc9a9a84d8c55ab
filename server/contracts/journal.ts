import { z } from 'zod'
import {
  isMany,
  plural,
  pushed,
  pushedKinds,
  type EntityKind,
  type Plural,
  type Pushed,
  type PushedKind,
  type SingleKind,
} from './pushed.ts'
import { TaskWatcher } from './task.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'
import { TrunkLive } from './trunk.ts'
import { OperatorPresence } from './user.ts'

/** How many called about it: counts up alone, so that a burst does not push the whole shutdown each time. */
const ShutdownCalled = z.object({
  type: z.literal('shutdown.called'),
  shutdownId: z.number().int(),
  callerCount: z.number().int(),
})

/** `{ type: 'task.changed', task }`; of what there is one, its version stands beside it. */
type Changed = {
  [K in PushedKind]: { type: `${K}.changed` } & (K extends EntityKind ? { [P in K]: Pushed[P] } : Pushed[K])
}[PushedKind]

/**
 * What is pushed: whole projections with a version, so that a receiver may get one twice, late or never
 * and drops whatever is not newer than what it has.
 */
export type JournalData = Changed | z.infer<typeof ShutdownCalled>

const changedSchema = (kind: PushedKind) =>
  z.object({
    type: z.literal(`${kind}.changed`),
    [kind]: pushed[kind].schema,
    ...(isMany(kind) ? {} : { version: z.number().int() }),
  })

// the compiler does not follow names that are put together; the type above says what these schemas read
export const JournalData = z.discriminatedUnion('type', [
  ShutdownCalled,
  ...pushedKinds.map(changedSchema),
]) as unknown as z.ZodType<JournalData>

/** What the journal says of a changed one; `changeOf` reads it. */
export const changedData = <K extends PushedKind>(kind: K, one: Pushed[K]): JournalData =>
  ({ type: `${kind}.changed`, ...(isMany(kind) ? { [kind]: one } : one) }) as JournalData

type Change = { [K in PushedKind]: { kind: K; one: Pushed[K] } }[PushedKind]

/** Null for what is not a whole one, and for what is not known here: a newer server may tell of more. */
export function changeOf(data: JournalData): Change | null {
  const kind = pushedKinds.find((one) => data.type === `${one}.changed`)
  if (kind === undefined) return null
  return { kind, one: isMany(kind) ? (data as Record<string, unknown>)[kind] : data } as Change
}

export const JournalEntry = z.object({ seq: z.number().int(), at: Moment, data: JournalData })
export type JournalEntry = z.infer<typeof JournalEntry>

/**
 * A frame on the wire covers (prev, last]. Entries that the room may not see are left out, so a gap shows
 * only as `prev` beyond the receiver's cursor: then it asks for what it missed.
 */
export const JournalFrame = z.object({
  prev: z.number().int(),
  last: z.number().int(),
  entries: z.array(JournalEntry),
})
export type JournalFrame = z.infer<typeof JournalFrame>

/** Further behind than so many entries a board gets a snapshot; as many are kept in memory and never deleted. */
export const replayLimit = 2000

/** How many of each kind a snapshot holds at most; beyond it the older ones are counted. */
export const snapshotLimits = { drafts: 1000, callbacks: 1000, tasks: 5000, calls: 2000 } as const

/** What stands on the board too and was left out of the snapshot, the oldest: found by number, address and status. */
export const LeftOut = z.object({
  drafts: z.number().int(),
  callbacks: z.number().int(),
  /** Registered ones. */
  tasks: z.number().int(),
})
export type LeftOut = z.infer<typeof LeftOut>
export const nothingLeftOut: LeftOut = { drafts: 0, callbacks: 0, tasks: 0 }

/**
 * Everything a board shows, as of `seq`, and bounded whatever there is. Tasks: the open ones. Calls: those not ended,
 * and of each task the first and the last. Shutdowns: planned, active, and ended within 7 days.
 */
export type Snapshot = { seq: number; leftOut: LeftOut } & {
  [K in EntityKind as Plural<K>]: Pushed[K][]
} & { [K in SingleKind]: Pushed[K][K] } & { [K in SingleKind as `${K}Version`]: number }

const partOfSnapshot = (kind: PushedKind): [string, z.ZodType][] =>
  isMany(kind)
    ? [[plural(kind), z.array(pushed[kind].schema)]]
    : [
        [kind, pushed[kind].schema],
        [`${kind}Version`, z.number().int()],
      ]

export const Snapshot = z.object({
  seq: z.number().int(),
  leftOut: LeftOut,
  ...Object.fromEntries(pushedKinds.flatMap(partOfSnapshot)),
}) as unknown as z.ZodType<Snapshot>

export type Resumed = { kind: 'replay'; frame: JournalFrame } | { kind: 'snapshot'; snapshot: Snapshot }

/** State that is not in the journal because it is not history: sent whole on change and after `resume`. */
export const LiveState = z.object({
  operators: z.array(OperatorPresence),
  pbx: z.object({
    kind: z.enum(['embedded', 'asterisk']),
    state: z.enum(['up', 'down']),
    since: Text,
  }),
  waiting: z.number().int(),
  /** Who has which task open; left out when nobody has. */
  watchers: z.array(TaskWatcher).optional(),
  /** Lines to providers that are on, in their order; left out where there are none. */
  trunks: z.array(TrunkLive).optional(),
})
export type LiveState = z.infer<typeof LiveState>
