import type { Call } from '#contracts/call.ts'
import type { CallEvent, LedgerBatch } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import { localDay } from '#domain/house/local-day.ts'
import type { KnownFlat } from '#domain/task/drafts.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'

/** All that the events of a batch may touch or ask for, of one moment; calls and tasks locked, in this order. */
export interface Facts {
  calls: readonly Call[]
  /** The drafts of the calls, and the open call-backs of their numbers. */
  tasks: readonly TaskRecord[]
  places: readonly (KnownFlat & { digits: string })[]
  operators: readonly { userId: number; name: string; sipUsername: string }[]
  /** Those that there are of the shutdowns that callers were told of. */
  shutdowns: readonly { id: number; number: string }[]
  /** For new tasks; no more are needed than calls begin. */
  taskIds: readonly number[]
}

export interface Received {
  /** Positions of the events that were not there yet. */
  added: ReadonlySet<string>
  facts: Facts
}

/**
 * Takes the batch in and reads all that it may need, in one statement. It sees what was there when it began, so when
 * it had to wait for a row that somebody changed it reads again, now that it has the locks.
 */
export async function takeIn(
  tx: Transaction,
  { source, cursor, events }: LedgerBatch,
  timeZone: string,
): Promise<Received> {
  const begun = callsBegunBy(events)
  const first = await tx.together({
    // before all others, because its row lock puts the batches of one source in a row
    cursor: tx.ledger.saving(source, cursor),
    added: tx.callEvents.appending(events, 'cursor'),
    ...reading(tx, events, { timeZone, after: 'cursor' }),
    taskIds: tx.tasks.reservingIds(
      begun.map(({ id }) => id),
      'held',
    ),
  })
  const isStale = first.cursor || first.held.isStale || first.tasks.isStale
  const read = isStale ? await tx.together(reading(tx, events, { timeZone, after: '' })) : first
  return { added: first.added, facts: { ...factsOf(read), taskIds: first.taskIds } }
}

/** The same of one call whose events are there already. */
export async function gather(
  tx: Transaction,
  events: readonly CallEvent[],
  timeZone: string,
): Promise<Facts> {
  const [first] = events
  if (first !== undefined) await tx.calls.forUpdate([callIdOf(first)])
  const read = await tx.together(reading(tx, events, { timeZone, after: '' }))
  return { ...factsOf(read), taskIds: [await tx.tasks.reserveId()] }
}

const callsBegunBy = (events: readonly CallEvent[]): Call[] =>
  events.flatMap((event) => nextCall(null, event) ?? [])

interface Reading {
  timeZone: string
  /** The part that comes before the locks. */
  after: string
}

function reading(tx: Transaction, events: readonly CallEvent[], { timeZone, after }: Reading) {
  const callIds = [...new Set(events.map(callIdOf))]
  const begun = callsBegunBy(events)
  const digits = [...new Set(begun.map(otherPartyDigits).filter((one) => one !== ''))]
  const day = localDay(new Date(begun[0]?.arrivedAt ?? 0), timeZone)
  const names = events.flatMap((event) => ('operator' in event ? (event.operator ?? []) : []))
  const told = events.flatMap((event) =>
    event.type === 'call.informed' ? event.shutdowns.map(({ id }) => id) : [],
  )
  return {
    held: tx.calls.holding(callIds, after),
    tasks: tx.tasks.holdingForCalls(callIds, digits, 'held'),
    places: tx.places.flatsOfNumbers(digits, day),
    operators: tx.operators.named(names, 'held'),
    shutdowns: tx.shutdownCallers.known(told, 'held'),
  }
}

const factsOf = (read: {
  held: Pick<Facts, 'calls'>
  tasks: Pick<Facts, 'tasks'>
  places: Facts['places']
  operators: Facts['operators']
  shutdowns: Facts['shutdowns']
}): Omit<Facts, 'taskIds'> => ({
  calls: read.held.calls,
  tasks: read.tasks.tasks,
  places: read.places,
  operators: read.operators,
  shutdowns: read.shutdowns,
})
