import type { PhoneCall } from '../phone.ts'

export type RingingSound = 'ring' | 'callWaiting' | 'ringback'

/** What the operator hears from the phone itself: a ring, a low sign during a talk, or the far end's ringing. */
export function ringingSound(calls: readonly PhoneCall[]): RingingSound | null {
  const isTalking = calls.some((call) => call.state === 'talking' && !call.held)
  if (calls.some((call) => call.state === 'ringing')) return isTalking ? 'callWaiting' : 'ring'
  // A dialled call that has its answer time is one that is being taken up again after a reload.
  if (calls.some((call) => call.state === 'dialling' && call.answeredAt === null)) return 'ringback'
  return null
}
