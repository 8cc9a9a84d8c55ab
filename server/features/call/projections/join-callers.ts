import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import type { CallerWish, NewCaller } from '#server/features/shutdown/db/notice/shutdown-callers.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { otherParty, otherPartyDigits } from '#domain/call/other-party.ts'
import type { CallBatch, Projected, When } from './call-projection.ts'

/**
 * Who was told of a shutdown before the queue stands in its list: once a call, also when the event comes again, hours
 * later or from a rebuild. A shutdown that the ledger names and nobody knows is passed over.
 */
export function joinCallers(
  tx: Transaction,
  { events, calls, facts }: CallBatch,
  { timeZone }: When,
): Projected {
  const told = events.flatMap((event) => callersOf(event, calls))
  const named = [...new Set(told.map(({ shutdownId }) => shutdownId))]
  const known = new Set(facts.shutdowns.map(({ id }) => id))
  const callers = tx.shutdownCallers.adding(
    told.filter(({ shutdownId }) => known.has(shutdownId)),
    timeZone,
    (more) => tx.countCallers(more),
  )
  return {
    writes: { callers },
    unknown: named.filter((id) => !known.has(id)).map((shutdownId) => ({ shutdownId })),
  }
}

function callersOf(event: CallEvent, calls: ReadonlyMap<string, Call>): NewCaller[] {
  const call = calls.get(callIdOf(event))
  if (event.type !== 'call.informed' || call === undefined) return []
  return event.shutdowns.map(({ id, heardVersion }) => ({
    shutdownId: id,
    callId: call.id,
    number: otherParty(call),
    digits: otherPartyDigits(call),
    how: event.how,
    at: event.at,
    heardVersion,
    wantsNotice: false,
    houseId: null,
    apartmentId: null,
  }))
}

/** What he wished then. */
export function wishOf(event: CallEvent): CallerWish[] {
  const callId = callIdOf(event)
  if (event.type === 'call.noticeAsked') return [{ callId, wantsNotice: true, messageFile: null }]
  if (event.type === 'call.messageLeft') return [{ callId, wantsNotice: false, messageFile: event.file }]
  return []
}

/** The announcement says what 1 means: also a call of a machine's. The key is the consent, and the ledger its proof. */
export const consentOf = (event: CallEvent): { callId: string; at: string }[] =>
  event.type === 'call.noticeAsked' ? [{ callId: callIdOf(event), at: event.at }] : []
