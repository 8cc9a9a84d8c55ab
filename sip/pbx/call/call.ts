import type { Leg } from './leg.ts'

/** Two parties who are, or will be, connected. Made by a leg that came in. */
export interface Call {
  readonly id: string
  readonly direction: 'in' | 'out'
  /** The leg that began it. */
  readonly origin: Leg
  /** Number and name that the others are shown. */
  readonly from: { number: string; name: string }
  readonly offer: string
  /** Live legs that talk: one while somebody is awaited, two in a conversation. */
  parties: Leg[]
  /** Legs that are rung. */
  ringing: Set<Leg>
  /** A transfer or a re-attachment is under way. */
  isMoving: boolean
  isOver: boolean
  /** Called once when it is over: leaves the waiting line. */
  onOver: (() => void)[]
}

export function newCall(id: string, origin: Leg, facts: Pick<Call, 'direction' | 'from' | 'offer'>): Call {
  return {
    id,
    origin,
    ...facts,
    parties: [origin],
    ringing: new Set(),
    isMoving: false,
    isOver: false,
    onOver: [],
  }
}

/** Who a party talks with; null while nobody. */
export function otherParty(call: Call, leg: Leg): Leg | null {
  if (!call.parties.includes(leg)) return null
  return call.parties.find((other) => other !== leg) ?? null
}

/** By which call of the journal an operator's page knows it. */
export const callHeaders = (call: Call): [string, string][] => [['X-Vakhta-Call', `embedded:${call.id}`]]
