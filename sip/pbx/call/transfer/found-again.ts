import type { Flow } from '#sip/pbx/transport/flow.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Leg } from '../leg.ts'

/** The party of a leg is there again, over this flow; the ledger closes the gap that it opened. */
export function foundAgain(exchange: Exchange, leg: Leg, flow: Flow): void {
  const call = exchange.callOf.get(leg)
  if (leg.isLost && call !== undefined) exchange.record({ type: 'leg.found', callId: call.id, legId: leg.id })
  leg.returned(flow)
}
