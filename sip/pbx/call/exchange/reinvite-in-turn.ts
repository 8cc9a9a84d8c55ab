import type { Exchange } from './exchange.ts'
import type { Answer, Leg } from '../leg.ts'

const attempts = 5

/** A re-INVITE of the PBX's own; glare (491) is tried again after the pause of RFC 3261 §14.1, here 0.5 to 2 s. */
export async function reinviteInTurn(exchange: Exchange, leg: Leg, offer: string): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await leg.reinvite(offer)
    if (answer.status !== 491 || attempt === attempts || leg.state !== 'up') return answer
    await new Promise<void>((resolve) => exchange.clock.after(500 * attempt, resolve))
  }
}
