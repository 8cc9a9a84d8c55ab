import type { Waiter } from '#sip/pbx/queue/waiting-line.ts'
import type { Call } from '../call.ts'
import { join } from '../connect.ts'
import { endCall, endLeg } from '../end.ts'
import { contactOf, type Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'
import { notifyReferer } from './notify.ts'
import { reinviteInTurn } from '../exchange/reinvite-in-turn.ts'
import { ring } from '../ring.ts'

/** Who asks for a transfer, and who is transferred. */
export interface Transfer {
  call: Call
  leg: Leg
  other: Leg
}

/** To a colleague, or back into the queue. The operator stays until somebody answered, unless he hangs up before. */
export async function blindTransfer(exchange: Exchange, transfer: Transfer, to: string): Promise<void> {
  const { call, leg } = transfer
  call.isMoving = true
  exchange.record({ type: 'call.transferred', callId: call.id, kind: 'blind', to })
  if (to === exchange.queue.number) return toQueue(exchange, transfer)
  const status = await moveTo(exchange, transfer, to)
  call.isMoving = false
  if (call.isOver) return
  notifyReferer(exchange, leg, status)
  if (status < 300) endLeg(exchange, call, leg, 'normal')
  // One of the two hung up meanwhile, and the other has nobody now.
  else if (call.parties.length < 2) endCall(exchange, call, { by: 'system', cause: 'noAnswer' })
}

/** Rings the operator, and lets his offer meet the other party's answer (RFC 3725 §4.1). 200: they talk. */
async function moveTo(exchange: Exchange, { call, other }: Transfer, to: string): Promise<number> {
  const binding = contactOf(exchange, to)
  if (binding === null) return 480
  const result = await ring(exchange, call, binding, '', () => {})
  if (result.leg === null) return result.status
  const answer = await reinviteInTurn(exchange, other, result.answer.sdp)
  // An ACK is owed in any case.
  result.answer.ack(answer.sdp)
  if (answer.status >= 300 || call.isOver) {
    endLeg(exchange, call, result.leg, 'failed')
    return 500
  }
  join(exchange, call, result.leg)
  return 200
}

function toQueue(exchange: Exchange, transfer: Transfer): void {
  const { call, leg } = transfer
  const { line, queue } = exchange
  const waiter: Waiter = {
    callId: call.id,
    async offer(username) {
      if (call.isOver) return true
      const status = await moveTo(exchange, transfer, username)
      if (status < 300) call.isMoving = false
      return status < 300 || call.isOver
    },
    // The caller is in a dialog already: no provisional response can reach him.
    announce: () => {},
    tooLong() {
      exchange.record({ type: 'call.callbackAsked', callId: call.id })
      endCall(exchange, call, { by: 'system', cause: 'noAnswer' })
    },
  }
  call.onOver.push(() => line.leave(waiter))
  notifyReferer(exchange, leg, 200)
  endLeg(exchange, call, leg, 'normal')
  exchange.record({ type: 'call.queued', callId: call.id, queue: queue.name })
  if (!line.join(waiter)) endCall(exchange, call, { by: 'system', cause: 'failed' })
}
