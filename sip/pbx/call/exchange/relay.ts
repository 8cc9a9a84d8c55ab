import { isHold } from '#sip/pbx/message/sdp.ts'
import type { InviteServerTransaction } from '#sip/pbx/transaction/invite-server.ts'
import type { ServerTransaction } from '#sip/pbx/transaction/server-transaction.ts'
import { otherParty, type Call } from '../call.ts'
import { endCall, sideOf } from '../end.ts'
import type { Exchange } from './exchange.ts'
import type { Leg } from '../leg.ts'

/** Hold, resume, ICE restart: one party's offer goes to the other, its answer comes back (RFC 3261 §14). */
export async function relayReinvite(
  exchange: Exchange,
  call: Call,
  leg: Leg,
  invite: InviteServerTransaction,
): Promise<void> {
  const other = otherParty(call, leg)
  if (invite.request.body === '') return invite.respond({ status: 488, reason: 'Offer Expected' })
  if (leg.isAsked !== null) {
    // RFC 3261 §14.2: a second INVITE before the first was answered.
    return invite.respond({ status: 500, headers: [['Retry-After', '1']] })
  }
  if (leg.hasOffered || call.isMoving) return invite.respond({ status: 491 })
  if (other === null || other.isLost) return invite.respond({ status: 480, headers: [['Retry-After', '3']] })
  invite.respond({ status: 100 })
  leg.isAsked = invite
  leg.refreshTarget(invite.request)
  const { body: offer } = invite.request
  const answer = await other.reinvite(offer)
  if (leg.isAsked === invite) leg.isAsked = null
  if (invite.isFinal) return
  if (answer.status >= 300) {
    // RFC 3261 §12.2.1.2: these two mean that the other dialog is no more.
    const isGone = answer.status === 481 || answer.status === 408
    invite.respond({ status: isGone ? 480 : answer.status })
    if (isGone && !other.isLost) endCall(exchange, call, { by: sideOf(other), cause: 'lost' })
    return
  }
  leg.accept(invite, answer.sdp)
  noteHold(exchange, call, leg, isHold(offer))
}

/** Only a change is told. */
export function noteHold(exchange: Exchange, call: Call, leg: Leg, isHolding: boolean): void {
  if (leg.isHolding === isHolding) return
  leg.isHolding = isHolding
  const type = isHolding ? 'leg.held' : 'leg.resumed'
  exchange.record({ type, callId: call.id, legId: leg.id })
}

/** DTMF by INFO (RFC 6086 calls it legacy usage; browsers' phones still do it). */
export async function relayInfo(call: Call, leg: Leg, transaction: ServerTransaction): Promise<void> {
  const other = otherParty(call, leg)
  if (other === null) return transaction.respond({ status: 480 })
  const { raw, body } = transaction.request
  const type = raw.headers.get('content-type')
  const status = await other.send('INFO', type === undefined ? [] : [['Content-Type', type]], body)
  transaction.respond({ status: status === 408 || status === 503 ? 480 : status })
}
