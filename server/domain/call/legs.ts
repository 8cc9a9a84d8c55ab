import type { Call, CallLeg } from '#contracts/call.ts'

/** Live: in a conversation or put on hold. */
export const isLive = (leg: CallLeg): boolean => leg.state === 'talking' || leg.state === 'held'

/** The leg that began the call: the caller's, or that of the operator who dialled. Its answer is no conversation. */
export const isOrigin = (legs: readonly CallLeg[], legId: string): boolean => legs[0]?.legId === legId

/** Is anybody besides the leg that began the call in conversation? */
export const hasConversation = (legs: readonly CallLeg[]): boolean => legs.slice(1).some(isLive)

/** Is somebody being rung? */
export const hasOffer = (legs: readonly CallLeg[]): boolean =>
  legs.slice(1).some((leg) => leg.state === 'offered')

/** The legs with one of them changed; unchanged when there is no such leg. */
export const withLeg = (
  legs: readonly CallLeg[],
  legId: string,
  change: (leg: CallLeg) => CallLeg,
): CallLeg[] => legs.map((leg) => (leg.legId === legId ? change(leg) : leg))

export const newLeg = (leg: Pick<CallLeg, 'legId' | 'role'> & Partial<CallLeg>): CallLeg => ({
  operator: null,
  state: 'offered',
  offeredAt: null,
  answeredAt: null,
  endedAt: null,
  cause: null,
  ...leg,
})

/** Did this operator talk in it, or dial it? Whom it only rang past has nothing to say of it. */
export const hadCall = ({ legs, direction }: Call, sipUsername: string | null): boolean =>
  sipUsername !== null &&
  legs.some(
    (leg, n) => leg.operator === sipUsername && (leg.answeredAt !== null || (n === 0 && direction === 'out')),
  )
