import type { WhyUnreachable } from '#contracts/operator-state.ts'
import type { OperatorPresence } from '#contracts/user.ts'

/** What is known of an operator beside the PBX. */
export interface OperatorFacts {
  isPaused: boolean
  pauseName: string | null
  note: string
  isWrappingUp: boolean
  wrapUpUntil: Date | null
  why: WhyUnreachable | null
  wasJustHere: boolean
}

type PbxState = 'offline' | 'available' | 'ringing' | 'talking' | 'paused'
export type Presence = Pick<OperatorPresence, 'state' | 'why' | 'reason' | 'until' | 'note'>

/**
 * One state of the many facts, the strongest first: a talk is a talk whatever the page says, and who is not on the
 * line is neither paused nor missed – but a page that vanished without a word is named before it counts as gone. The PBX's own `paused` says only that it offers no calls; the facts say why.
 */
export function presenceOf(facts: OperatorFacts, pbx: PbxState): Presence {
  if (pbx === 'talking' || pbx === 'ringing') return { state: pbx }
  if (pbx === 'offline')
    return facts.why === 'noHeartbeat' && facts.wasJustHere
      ? { state: 'unreachable', why: facts.why }
      : { state: pbx }
  const note = facts.note === '' ? {} : { note: facts.note }
  if (facts.isPaused)
    return { state: 'paused', ...(facts.pauseName === null ? {} : { reason: facts.pauseName }), ...note }
  if (facts.isWrappingUp && facts.wrapUpUntil !== null)
    return { state: 'wrapUp', until: facts.wrapUpUntil.toISOString(), ...note }
  if (facts.why !== null) return { state: 'unreachable', why: facts.why }
  return { state: 'available' }
}

/** Takes calls now or after the one he has: with him somebody is there. */
export const isAtWork = (state: OperatorPresence['state']): boolean =>
  state === 'available' || state === 'ringing' || state === 'talking' || state === 'wrapUp'
