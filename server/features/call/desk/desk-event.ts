import { randomUUID } from 'node:crypto'
import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import { pbxCallId } from '#domain/call/call-id.ts'
import { nextCall } from '#domain/call/lifecycle.ts'

type Confirmed = Pick<Extract<CallEvent, { type: 'call.numberConfirmed' }>, 'type' | 'by'>
type MessageHeard = Pick<Extract<CallEvent, { type: 'call.messageHeard' }>, 'type' | 'by'>
type WrappedUp = Pick<Extract<CallEvent, { type: 'call.wrappedUp' }>, 'type' | 'code' | 'by'>

/**
 * What a person at a desk says of a call: an event like those of the PBX, so the log shows it and it survives a rebuild.
 * Boards are told. The call is held by the transaction.
 */
export async function addDeskEvent(
  tx: Transaction,
  call: Call,
  said: (Confirmed | MessageHeard | WrappedUp) & { at: Date },
): Promise<void> {
  const event: CallEvent = {
    ...said,
    source: call.source,
    position: `desk:${randomUUID()}`,
    at: said.at.toISOString(),
    callId: pbxCallId(call.id),
  }
  await tx.callEvents.append([event])
  const changed = nextCall(call, event) ?? call
  await tx.calls.save([changed])
  tx.tell('call', changed)
}
