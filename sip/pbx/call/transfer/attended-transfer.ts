import type { Call } from '../call.ts'
import { otherParty } from '../call.ts'
import type { Transfer } from './move-to.ts'
import { join } from '../connect.ts'
import { endCall, endLeg } from '../end.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'
import { notifyReferer } from './notify.ts'
import { reinviteInTurn } from '../exchange/reinvite-in-turn.ts'

/**
 * An operator puts the others of his two calls together (RFC 5589 §7). One of them is asked for an offer, the other
 * answers it; the first call goes on, the second ends.
 */
export async function attendedTransfer(
  exchange: Exchange,
  first: Transfer,
  second: { call: Call; leg: Leg },
): Promise<void> {
  const third = otherParty(second.call, second.leg)
  if (third === null) return notifyReferer(exchange, first.leg, 480)
  first.call.isMoving = true
  second.call.isMoving = true
  // The colleague's softphone gathers its addresses in a moment; a resident's page may take seconds, in silence
  const isThirdQuicker = third.role === 'operator'
  const isMoved = await (isThirdQuicker
    ? exchangeMedia(exchange, third, first.other)
    : exchangeMedia(exchange, first.other, third))
  first.call.isMoving = false
  second.call.isMoving = false
  if (!isMoved || first.call.isOver || second.call.isOver) {
    notifyReferer(exchange, first.leg, 500)
    endIfAlone(exchange, first.call)
    endIfAlone(exchange, second.call)
    return
  }
  const { call } = first
  exchange.record({ type: 'call.transferred', callId: call.id, kind: 'attended', to: third.username })
  // The third party leaves the second call without a BYE: its dialog goes on in the first.
  exchange.callOf.delete(third)
  second.call.parties = second.call.parties.filter((leg) => leg !== third)
  const operator = third.role === 'operator' ? { operator: third.username } : {}
  const { id: callId } = second.call
  exchange.record({ type: 'leg.ended', callId, legId: third.id, ...operator, cause: 'normal' })
  join(exchange, call, third)
  notifyReferer(exchange, first.leg, 200)
  endLeg(exchange, call, first.leg, 'normal')
  endCall(exchange, second.call, { by: 'operator', cause: 'normal' })
}

async function exchangeMedia(exchange: Exchange, a: Leg, b: Leg): Promise<boolean> {
  const offer = await reinviteInTurn(exchange, a, '')
  if (offer.status >= 300) return false
  const answer = await reinviteInTurn(exchange, b, offer.sdp)
  offer.ack(answer.sdp)
  return answer.status < 300
}

/** The operator hung up while the transfer failed. */
function endIfAlone(exchange: Exchange, call: Call): void {
  if (!call.isOver && call.parties.length < 2) endCall(exchange, call, { by: 'system', cause: 'failed' })
}
