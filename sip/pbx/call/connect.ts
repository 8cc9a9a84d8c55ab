import { callHeaders, type Call } from './call.ts'
import { endCall, endLeg } from './end.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Answer, Leg } from './leg.ts'

/** The called party answered: so does the leg that came in, and both talk. */
export function connectOrigin(exchange: Exchange, call: Call, leg: Leg, answer: Answer): boolean {
  if (call.isOver) {
    endLeg(exchange, call, leg, 'cancelled')
    return false
  }
  const headers = call.origin.role === 'operator' ? callHeaders(call) : []
  if (!call.origin.answer(answer.sdp, headers)) {
    endLeg(exchange, call, leg, 'failed')
    endCall(exchange, call, { by: 'system', cause: 'failed', status: 400 })
    return false
  }
  if (call.origin.role === 'operator') exchange.operators.talks(call.origin.username, call.origin.id)
  join(exchange, call, call.origin)
  join(exchange, call, leg)
  return true
}

/** The leg is in the conversation from now on. */
export function join(exchange: Exchange, call: Call, leg: Leg): void {
  if (!call.parties.includes(leg)) call.parties.push(leg)
  exchange.callOf.set(leg, call)
  const operator = leg.role === 'operator' ? { operator: leg.username } : {}
  exchange.record({ type: 'leg.joined', callId: call.id, legId: leg.id, ...operator })
}
