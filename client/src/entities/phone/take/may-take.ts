import type { Call } from '#contracts/call.ts'
import type { PhoneSnapshot } from '../../../softphone/phone.ts'

/** On the line, and no call at this phone. */
export const mayTake = ({ registration, calls }: PhoneSnapshot): boolean =>
  registration.state === 'registered' && calls.every((call) => call.state === 'ended')

const isOffered = (call: Call): boolean =>
  call.legs.some((leg) => leg.role === 'operator' && leg.state === 'offered')

/**
 * Of those who wait, in their order: who pressed 9, then who rings at nobody, as in the gap between two offers, then who
 * rings at a colleague.
 */
export function nextToTake(waiting: readonly Call[]): Call | null {
  const queued = waiting.filter((call) => call.queuedAt !== null)
  return queued.find((call) => call.isUrgent) ?? queued.find((call) => !isOffered(call)) ?? queued[0] ?? null
}
