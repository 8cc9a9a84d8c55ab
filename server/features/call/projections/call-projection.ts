import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Reading, Transaction } from '#server/store.ts'
import type { Part } from '#server/platform/db/together.ts'
import type { Facts } from '../gather.ts'
import type { CallStep } from './call-step.ts'

/** Events in their order, and what they make of their calls. */
export interface CallBatch {
  events: readonly CallEvent[]
  /** Each call as it is after the last of them. */
  calls: ReadonlyMap<string, Call>
  steps: readonly CallStep[]
  facts: Facts
}

export interface Projected {
  /** Of the one statement that writes everything, under names of their own; always the same ones. */
  writes: Record<string, Part<void>>
  unknown: readonly Unknown[]
}

/** A page of calls with what their whole ledger makes of them; nothing in `made`: no event explains the call. */
export interface RecomputedCalls {
  ids: readonly string[]
  made: ReadonlyMap<string, Call>
}

export interface When {
  now: Date
  /** Of the organisation. */
  timeZone: string
}

/** What the ledger names and nobody knows, by what it is: `{ shutdownId: 7 }`. It is passed over and logged. */
export type Unknown = Readonly<Record<string, number>>

/** What is kept of a call and is not what its events make; each projection adds what it knows. */
export interface Difference {
  /** Of the projection that found it. */
  kind: string
  callId: string
}

/**
 * Something that is made of the events of calls and kept: the calls themselves, their drafts, the lists of callers.
 * One list of them (projections.ts) is gone through when events are received, when what is kept is compared with the
 * ledger, and when it is repaired from it.
 */
export interface CallProjection<D extends Difference = Difference> {
  readonly kind: D['kind']
  /** What the events change, as they are, without asking the database; tells boards. */
  project(tx: Transaction, batch: CallBatch, when: When): Projected
  /** What stands on what was written, or takes rows for which all others wait. Asks nothing when nothing is to do. */
  afterwards?(tx: Transaction, batch: CallBatch, when: When): Promise<readonly Unknown[]>
  /** What is kept of these calls and is not as their events make it. Reads once for the whole page. */
  differs(tx: Reading, calls: RecomputedCalls): Promise<readonly D[]>
  /** A difference as the person who rebuilds reads it. */
  sentence(difference: D): string
  /** Makes it right for one call. `batch`: this call, locked, with all of its events. */
  repair(tx: Transaction, batch: CallBatch, when: When): Promise<void>
}

/** Of a projection that is written as events come and compared with nothing. */
export const writtenOnce: Pick<CallProjection, 'differs' | 'sentence' | 'repair'> = {
  differs: async () => [],
  sentence: () => '',
  repair: async () => {},
}
