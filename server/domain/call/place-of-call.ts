import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'

/** His place in the queue waits for him, and he waits by no telephone. */
export const waitsAway = (call: Call): boolean => call.keptPlace?.isWaiting === true

/** He pressed the key: hanging up ends his call no more. Who had hidden his number has told one, and nobody vouches for it. */
export function keepPlace(call: Call, { at, number }: Extract<CallEvent, { type: 'call.placeKept' }>): Call {
  if (call.state !== 'ringing' || call.answeredAt !== null || call.keptPlace !== null) return call
  return {
    ...call,
    ...(call.from === '' ? { from: number, numberTrust: 'typed' } : {}),
    keptPlace: { at, tries: 0, isWaiting: true },
    result: 'callbackAsked',
  }
}

/** He was not reached: he waits on, for the operator who was there is free again. */
export const notReached = (call: Call): Call =>
  call.keptPlace?.isWaiting === true
    ? { ...call, operator: null, keptPlace: { ...call.keptPlace, tries: call.keptPlace.tries + 1 } }
    : call

export const placeOver = ({ keptPlace }: Call): Pick<Call, 'keptPlace'> => ({
  keptPlace: keptPlace && { ...keptPlace, isWaiting: false },
})
