import type { Waiter } from '#sip/pbx/queue/waiting-line.ts'
import { endCall, endLeg, stopRinging, type LegCause } from '../end.ts'
import { otherParty } from '../call.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'
import { moveTo, type Transfer } from './move-to.ts'

/** The operator leaves, the caller waits again; `first`: before everybody else. */
export function backToQueue(
  exchange: Exchange,
  transfer: Transfer,
  { first, cause }: { first: boolean; cause: LegCause },
): void {
  const { call, leg } = transfer
  const { line, queue } = exchange
  call.isMoving = true
  const waiter: Waiter = {
    callId: call.id,
    async offer(username) {
      if (call.isOver) return true
      const status = await moveTo(exchange, transfer, username)
      if (status < 300) call.isMoving = false
      return status < 300 || call.isOver
    },
    withdraw: () => stopRinging(exchange, call),
    // The caller is in a dialog already: no provisional response can reach him.
    announce: () => {},
    tooLong() {
      exchange.record({ type: 'call.callbackAsked', callId: call.id })
      endCall(exchange, call, { by: 'system', cause: 'noAnswer' })
    },
  }
  call.onOver.push(() => line.leave(waiter))
  endLeg(exchange, call, leg, cause)
  exchange.record({ type: 'call.queued', callId: call.id, queue: queue.name })
  if (!line.join(waiter, { first })) endCall(exchange, call, { by: 'system', cause: 'failed' })
}

/**
 * The page of this leg is gone for good, and with it the operator: a resident who called goes to the head of the queue.
 * False when there is nobody to give back: the other side is a colleague, was called by us, or is gone too.
 */
export function giveBack(exchange: Exchange, leg: Leg): boolean {
  const call = exchange.callOf.get(leg)
  if (call === undefined || leg.role !== 'operator' || leg.state !== 'up') return false
  const other = otherParty(call, leg)
  if (other === null || other !== call.origin || other.role !== 'caller') return false
  if (other.isLost || call.isMoving || call.isOver) return false
  backToQueue(exchange, { call, leg, other }, { first: true, cause: 'unreachable' })
  return true
}
