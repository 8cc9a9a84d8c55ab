import { reasonOf } from '#sip/pbx/message/reasons.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'

/** How a transfer goes on, told to who asked for it (RFC 3515 §2.4.4–5). */
export function notifyReferer(exchange: Exchange, leg: Leg, status: number): void {
  if (leg.state !== 'up') return
  const state = status < 200 ? 'active;expires=60' : 'terminated;reason=noresource'
  const headers: [string, string][] = [
    ['Contact', exchange.contact],
    ['Event', 'refer'],
    ['Subscription-State', state],
    ['Content-Type', 'message/sipfrag;version=2.0'],
  ]
  void leg.send('NOTIFY', headers, `SIP/2.0 ${status} ${reasonOf(status)}\r\n`)
}
