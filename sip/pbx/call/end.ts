import type { CallEvent } from '#contracts/call-event.ts'
import { callHeaders, type Call } from './call.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Leg } from './leg.ts'

export type LegCause = Extract<CallEvent, { type: 'leg.ended' }>['cause']
export type CallCause = Extract<CallEvent, { type: 'call.ended' }>['cause']
export type EndedBy = Extract<CallEvent, { type: 'call.ended' }>['endedBy']

/** An operator who did not take a call is not offered the next at once. */
const notTakenRestMs = 5000

/** One leg leaves its call; its SIP must be over already, or is ended here with `status`. */
export function endLeg(exchange: Exchange, call: Call, leg: Leg, cause: LegCause, status = 480): void {
  if (!exchange.callOf.delete(leg)) return
  // A call that was answered elsewhere, or whose caller left, is not the operator's doing.
  const restMs = call.ringing.has(leg) && cause !== 'cancelled' ? notTakenRestMs : 0
  // an operator whose call was refused at once knows by it which call of the journal that was
  leg.hangUp(status, leg.role === 'operator' ? callHeaders(call) : [])
  call.ringing.delete(leg)
  call.parties = call.parties.filter((party) => party !== leg)
  const operator = leg.role === 'operator' ? { operator: leg.username } : {}
  exchange.record({ type: 'leg.ended', callId: call.id, legId: leg.id, ...operator, cause })
  exchange.operators.released(leg.username, leg.id, {
    afterTalkMs: exchange.queue.wrapUpSeconds * 1000,
    afterRingMs: restMs,
  })
}

/** Whoever is rung for the call is rung no more. */
export function stopRinging(exchange: Exchange, call: Call): void {
  for (const leg of call.ringing) endLeg(exchange, call, leg, 'cancelled')
}

/** The call is over for everybody. `status` answers an INVITE that is still open. */
export function endCall(
  exchange: Exchange,
  call: Call,
  end: { by: EndedBy; cause: CallCause; status?: number },
): void {
  if (call.isOver) return
  call.isOver = true
  exchange.calls.delete(call)
  stopRinging(exchange, call)
  for (const leg of call.parties) endLeg(exchange, call, leg, legCause(end.cause, leg), end.status)
  exchange.record({ type: 'call.ended', callId: call.id, endedBy: end.by, cause: end.cause })
  for (const run of call.onOver) run()
}

function legCause(cause: CallCause, leg: Leg): LegCause {
  if (cause === 'lost') return leg.isLost ? 'unreachable' : 'normal'
  return cause
}

export const sideOf = (leg: Leg): EndedBy => (leg.role === 'operator' ? 'operator' : 'caller')
