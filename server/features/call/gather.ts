import type { Call } from '#contracts/call.ts'
import type { CallEvent, LedgerBatch } from '#contracts/call-event.ts'
import type { Company } from '#contracts/company.ts'
import type { Transaction } from '#server/store.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'
import type { KnownLine } from '#domain/line/dialled-line.ts'
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
  companies: readonly Company[]
  lines: readonly KnownLine[]
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
  const asked = askedBy(events, timeZone)
  const first = await tx.together({
    // before all others, because its row lock puts the batches of one source in a row
    cursor: tx.ledger.saving(source, cursor),
    added: tx.callEvents.appending(events, 'cursor'),
    ...reading(tx, asked, 'cursor'),
    taskIds: tx.tasks.reservingIds(asked.begunIds, 'held'),
  })
  const isStale = first.cursor || first.held.isStale || first.tasks.isStale
  const read = isStale ? await tx.together(reading(tx, asked, '')) : first
  return { added: first.added, facts: factsOf(read, first.taskIds) }
}

/** The same of one call whose events are there already. */
export async function gather(
  tx: Transaction,
  events: readonly CallEvent[],
  timeZone: string,
): Promise<Facts> {
  const [first] = events
  if (first !== undefined) await tx.calls.forUpdate([callIdOf(first)])
  const read = await tx.together(reading(tx, askedBy(events, timeZone), ''))
  return factsOf(read, [await tx.tasks.reserveId()])
}

/** What these events name, to be looked up. */
function askedBy(events: readonly CallEvent[], timeZone: string) {
  const begun = events.flatMap((event) => nextCall(null, event) ?? [])
  return {
    callIds: [...new Set(events.map(callIdOf))],
    /** Of the calls that they may begin. */
    begunIds: begun.map(({ id }) => id),
    digits: [...new Set(begun.map(otherPartyDigits).filter((one) => one !== ''))],
    day: localDay(new Date(begun[0]?.arrivedAt ?? 0), timeZone),
    names: events.flatMap((event) => ('operator' in event ? (event.operator ?? []) : [])),
    told: events.flatMap((event) =>
      event.type === 'call.informed' ? event.shutdowns.map(({ id }) => id) : [],
    ),
  }
}

/** `after`: the part that comes before the locks. */
const reading = (tx: Transaction, asked: ReturnType<typeof askedBy>, after: string) => ({
  held: tx.calls.holding(asked.callIds, after),
  tasks: tx.tasks.holdingForCalls(asked.callIds, asked.digits, 'held'),
  places: tx.places.flatsOfNumbers(asked.digits, asked.day),
  operators: tx.operators.named(asked.names, 'held'),
  companies: tx.companies.reading(),
  lines: tx.lines.reading(),
  shutdowns: tx.shutdownCallers.known(asked.told, 'held'),
})

const factsOf = (
  {
    held: { calls },
    tasks: { tasks },
    places,
    operators,
    companies,
    lines,
    shutdowns,
  }: { held: Pick<Facts, 'calls'>; tasks: Pick<Facts, 'tasks'> } & Pick<
    Facts,
    'places' | 'operators' | 'companies' | 'lines' | 'shutdowns'
  >,
  taskIds: Facts['taskIds'],
): Facts => ({ calls, tasks, places, operators, companies, lines, shutdowns, taskIds })
