import type { Binding } from '../registrar/binding.ts'
import { sipUri } from '../message/uri.ts'
import { callHeaders, type Call } from './call.ts'
import { endLeg, type LegCause } from './end.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Answer, Leg } from './leg.ts'

export type RingResult = { leg: Leg; answer: Answer } | { leg: null; status: number; cause: LegCause }

/**
 * Rings one contact for a call until it answers, refuses, or `ringSeconds` are over. An answered leg belongs to the
 * call already, but talks with nobody yet. Without `offer` the answer brings the offer.
 */
export async function ring(
  exchange: Exchange,
  call: Call,
  binding: Binding,
  offer: string,
  ringing: () => void,
): Promise<RingResult> {
  const { account, flow } = binding
  const { operators, domain, queue, clock } = exchange
  const role = account.kind === 'operator' ? 'operator' : 'callee'
  const leg = exchange.newLeg({ username: account.username, role }, flow)
  exchange.callOf.set(leg, call)
  call.ringing.add(leg)
  if (role === 'operator') {
    operators.rings(account.username, leg.id)
    exchange.record({ type: 'leg.offered', callId: call.id, legId: leg.id, operator: account.username })
  }
  let cancelTimer = (): void => {}
  // Who does not answer in time is not waited for until the CANCEL has gone through either.
  const tooLong = new Promise<null>((resolve) => {
    cancelTimer = clock.after(queue.ringSeconds * 1000, () => resolve(null))
  })
  const answered = leg.ring({
    uri: binding.uri,
    local: fromOf(call, domain),
    remote: `<${sipUri(account.username, domain)}>`,
    offer,
    headers: callHeaders(call),
    ringing,
  })
  const answer = await Promise.race([answered, tooLong])
  cancelTimer()
  if (answer === null) {
    endLeg(exchange, call, leg, 'noAnswer')
    return { leg: null, status: 480, cause: 'noAnswer' }
  }
  const cause = causeOf(answer.status)
  if (cause !== null) {
    endLeg(exchange, call, leg, cause)
    return { leg: null, status: answer.status, cause }
  }
  if (call.isOver || leg.state === 'ended') return { leg: null, status: 487, cause: 'cancelled' }
  call.ringing.delete(leg)
  const operator = role === 'operator' ? { operator: account.username } : {}
  if (role === 'operator') operators.talks(account.username, leg.id)
  exchange.record({ type: 'leg.answered', callId: call.id, legId: leg.id, ...operator })
  return { leg, answer }
}

/** The caller as the called party is shown; a hidden number as RFC 3323 §4.1.1.3 writes it. */
function fromOf(call: Call, domain: string): string {
  const { number, name } = call.from
  const uri = number === '' ? 'sip:anonymous@anonymous.invalid' : sipUri(number, domain)
  return name === '' ? `<${uri}>` : `"${name.replaceAll(/["\\]/g, '')}" <${uri}>`
}

function causeOf(status: number): LegCause | null {
  if (status < 300) return null
  if (status === 486 || status === 600) return 'busy'
  if (status === 408) return 'noAnswer'
  // 487 without a CANCEL of ours is a refusal like the others.
  if (status === 480 || status === 487 || status === 403 || status === 603) return 'rejected'
  return status === 503 ? 'unreachable' : 'failed'
}
