import type { Call } from '../call.ts'
import { join } from '../connect.ts'
import { endLeg } from '../end.ts'
import { contactOf, type Exchange } from '../exchange/exchange.ts'
import { reinviteInTurn } from '../exchange/reinvite-in-turn.ts'
import type { Leg } from '../leg.ts'
import { ring } from '../ring.ts'

/** Who leaves a call, and who is transferred. */
export interface Transfer {
  call: Call
  leg: Leg
  other: Leg
}

/** Rings the operator, and lets his offer meet the other party's answer (RFC 3725 §4.1). 200: they talk. */
export async function moveTo(exchange: Exchange, { call, other }: Transfer, to: string): Promise<number> {
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
