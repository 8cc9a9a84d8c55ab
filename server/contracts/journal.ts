import { z } from 'zod'
import { Call } from './call.ts'
import { defaultSettings, Settings } from './settings.ts'
import { Shutdown, ShutdownSuggestion } from './shutdown.ts'
import { Task } from './task.ts'
import { OperatorPresence } from './user.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'

/** A row that was written before there was a setting has it at its default. */
const WrittenSettings = z.preprocess(
  (data) => (typeof data === 'object' ? { ...defaultSettings, ...data } : data),
  Settings,
)

/**
 * What is pushed: whole projections with a version, so that a receiver may get one twice, late or never
 * and drops whatever is not newer than what it has.
 */
export const JournalData = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call.changed'), call: Call }),
  z.object({ type: z.literal('task.changed'), task: Task }),
  z.object({ type: z.literal('shutdown.changed'), shutdown: Shutdown }),
  /** How many called about it: counts up alone, so that a burst does not push the whole shutdown each time. */
  z.object({
    type: z.literal('shutdown.called'),
    shutdownId: z.number().int(),
    callerCount: z.number().int(),
  }),
  z.object({ type: z.literal('suggestion.changed'), suggestion: ShutdownSuggestion }),
  z.object({ type: z.literal('settings.changed'), settings: WrittenSettings, version: z.number().int() }),
])
export type JournalData = z.infer<typeof JournalData>
export type JournalType = JournalData['type']

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
 * and of each task the first and the last.
 */
export const Snapshot = z.object({
  seq: z.number().int(),
  leftOut: LeftOut,
  calls: z.array(Call),
  tasks: z.array(Task),
  /** Planned, active, and ended within 7 days. */
  shutdowns: z.array(Shutdown),
  suggestions: z.array(ShutdownSuggestion),
  settings: Settings,
  settingsVersion: z.number().int(),
})
export type Snapshot = z.infer<typeof Snapshot>

export const Resumed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replay'), frame: JournalFrame }),
  z.object({ kind: z.literal('snapshot'), snapshot: Snapshot }),
])
export type Resumed = z.infer<typeof Resumed>

/** State that is not in the journal because it is not history: sent whole on change and after `resume`. */
export const LiveState = z.object({
  operators: z.array(OperatorPresence),
  pbx: z.object({
    kind: z.enum(['embedded', 'asterisk']),
    state: z.enum(['up', 'down']),
    since: Text,
  }),
  waiting: z.number().int(),
})
export type LiveState = z.infer<typeof LiveState>
