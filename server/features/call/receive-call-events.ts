import type { CallEvent, LedgerBatch } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { applyEvents } from './apply-events.ts'
import { whoseCall } from '#server/features/company/whose-call.ts'
import { takeIn, type Facts } from './gather.ts'
import type { Unknown } from './projections/call-projection.ts'
import { callProjections } from './projections/projections.ts'
import { storable } from './storable-event.ts'

/**
 * One batch of a PBX's ledger, in one transaction: events, cursor, calls, drafts, jobs, what boards are told.
 * Idempotent by (source, position): `repeated` counts events that were there already. Two statements whatever the size
 * of the batch (gather in one, write in one) and the journal's, and the same result however a ledger is cut into batches.
 */
export async function receiveCallEvents(
  deps: Deps,
  batch: LedgerBatch,
): Promise<{ received: number; repeated: number }> {
  const result = await deps.store.transaction(async (tx) => {
    const all = batch.events.map(storable)
    if (all.length === 0) {
      // most lines of Asterisk's ledger are no event of ours
      await tx.ledger.saveCursor(batch.source, batch.cursor)
      return { events: [], repeated: 0, unknown: [] }
    }
    const { added, facts } = await takeIn(tx, { ...batch, events: all }, deps.installation.timeZone)
    const events = firstOfEach(all, added)
    const unknown = events.length > 0 ? await project(deps, tx, events, facts) : []
    return { events, repeated: all.length - events.length, unknown }
  })
  // after the commit: what is logged did happen
  for (const event of result.events) logEvent(deps.log, event)
  for (const what of result.unknown) deps.log.warn(what, 'the ledger names what nobody knows')
  return { received: result.events.length, repeated: result.repeated }
}

const sentences: Partial<Record<CallEvent['type'], string>> = {
  'call.arrived': 'call arrived',
  'call.dialled': 'call dialled',
  'leg.answered': 'leg answered',
  'call.ended': 'call ended',
}

/** One line a fact of a call; never its numbers. */
function logEvent(log: Deps['log'], event: CallEvent): void {
  if (event.type === 'outgoing.limited') {
    const { level, calls, seconds } = event
    const facts = { level, calls, seconds }
    log.error(facts, 'outgoing calls of the day are at their bound: a thief, or a bound too low')
    return
  }
  const sentence = sentences[event.type]
  if (sentence === undefined) return
  const { at, type } = event
  const cause = type === 'call.ended' ? { cause: event.cause } : {}
  log.info({ callId: callIdOf(event), at, ...cause }, sentence)
}

/** A position counts once, even when a batch has it twice. */
function firstOfEach(events: readonly CallEvent[], isNew: ReadonlySet<string>): CallEvent[] {
  const left = new Set(isNew)
  return events.filter((event) => left.delete(event.position))
}

/** Answers what the ledger names and nobody knows: it is passed over. */
async function project(
  deps: Deps,
  tx: Transaction,
  events: readonly CallEvent[],
  facts: Facts,
): Promise<Unknown[]> {
  const batch = { ...applyEvents(facts.calls, events, whoseCall(facts, deps.installation.timeZone)), facts }
  const when = { now: deps.now(), timeZone: deps.installation.timeZone }
  const projected = callProjections.map((projection) => projection.project(tx, batch, when))
  await tx.together(Object.fromEntries(projected.flatMap(({ writes }) => Object.entries(writes))))
  const unknown = projected.flatMap((one) => one.unknown)
  for (const projection of callProjections)
    unknown.push(...((await projection.afterwards?.(tx, batch, when)) ?? []))
  return unknown
}
