import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import type { CallerWish, NewCaller } from '#server/features/shutdown/db/notice/shutdown-callers.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { otherParty, otherPartyDigits } from '#domain/call/other-party.ts'

/**
 * Who was told of a shutdown before the queue stands in its list, with what he wished: once a call, also when the
 * event comes again, hours later or from a rebuild. Three statements whatever the size of the batch. Answers the
 * shutdowns that the ledger names and nobody knows.
 */
export async function joinCallers(
  tx: Transaction,
  events: readonly CallEvent[],
  calls: ReadonlyMap<string, Call>,
  timeZone: string,
): Promise<number[]> {
  const told = events.flatMap((event) => callersOf(event, calls))
  const named = [...new Set(told.map(({ shutdownId }) => shutdownId))]
  const known = new Set((await tx.shutdownCallers.known(named)).map(({ id }) => id))
  const more = await tx.shutdownCallers.add(
    told.filter(({ shutdownId }) => known.has(shutdownId)),
    timeZone,
  )
  await tx.shutdownCallers.wish(events.flatMap(wishOf))
  tx.countCallers(more)
  return named.filter((id) => !known.has(id))
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
    robotConsentBy: null,
    houseId: null,
    apartmentId: null,
  }))
}

function wishOf(event: CallEvent): CallerWish[] {
  const callId = callIdOf(event)
  // the announcement says what 1 means: also a call of a machine's
  if (event.type === 'call.noticeAsked')
    return [{ callId, wantsNotice: true, messageFile: null, robotConsent: { at: event.at, by: null } }]
  if (event.type === 'call.messageLeft')
    return [{ callId, wantsNotice: false, messageFile: event.file, robotConsent: null }]
  return []
}
