import { endCall, endLeg } from '../end.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { notifyReferer } from './notify.ts'
import { backToQueue } from './back-to-queue.ts'
import { moveTo, type Transfer } from './move-to.ts'

/** To a colleague, or back into the queue. The operator stays until somebody answered, unless he hangs up before. */
export async function blindTransfer(exchange: Exchange, transfer: Transfer, to: string): Promise<void> {
  const { call, leg } = transfer
  call.isMoving = true
  exchange.record({ type: 'call.transferred', callId: call.id, kind: 'blind', to })
  if (to === exchange.queue.number) {
    notifyReferer(exchange, leg, 200)
    return backToQueue(exchange, transfer, { first: false, cause: 'normal' })
  }
  const status = await moveTo(exchange, transfer, to)
  call.isMoving = false
  if (call.isOver) return
  notifyReferer(exchange, leg, status)
  if (status < 300) endLeg(exchange, call, leg, 'normal')
  // One of the two hung up meanwhile, and the other has nobody now.
  else if (call.parties.length < 2) endCall(exchange, call, { by: 'system', cause: 'noAnswer' })
}
