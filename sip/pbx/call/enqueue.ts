import type { Call } from './call.ts'
import { connectOrigin } from './connect.ts'
import { endCall, stopRinging } from './end.ts'
import { contactOf, type Exchange } from './exchange/exchange.ts'
import { ring } from './ring.ts'
import type { Waiter } from '../queue/waiting-line.ts'

/** Puts a caller into the queue until an operator answers, the caller gives up, or the wait is too long. */
export function enqueue(exchange: Exchange, call: Call): void {
  const { queue, line } = exchange
  exchange.record({ type: 'call.queued', callId: call.id, queue: queue.name })
  const waiter: Waiter = {
    callId: call.id,
    async offer(username) {
      if (call.isOver) return true
      const binding = contactOf(exchange, username)
      if (binding === null) return false
      const result = await ring(exchange, call, binding, call.offer, () => call.origin.progress(180))
      if (result.leg === null) return call.isOver
      line.leave(waiter)
      connectOrigin(exchange, call, result.leg, result.answer)
      return true
    },
    withdraw: () => stopRinging(exchange, call),
    // RFC 3261 §21.1.3: the reason phrase may say how many are queued.
    announce: (place) =>
      call.origin.progress(182, `Queued, place ${place}`, [['X-Vakhta-Place', String(place)]]),
    tooLong() {
      exchange.record({ type: 'call.callbackAsked', callId: call.id })
      endCall(exchange, call, { by: 'system', cause: 'noAnswer', status: 480 })
    },
  }
  call.onOver.push(() => line.leave(waiter))
  if (!line.join(waiter)) endCall(exchange, call, { by: 'system', cause: 'failed', status: 503 })
}
