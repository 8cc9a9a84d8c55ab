import type { Call } from '#contracts/call.ts'

const isWaiting = (call: Call): boolean => call.direction === 'in' && call.state === 'ringing'

/** Hears the greeting or what is known of his house, and asked for nobody yet: an operator has nothing to do with him. */
export const isListening = (call: Call): boolean =>
  isWaiting(call) &&
  call.queuedAt === null &&
  !call.isUrgent &&
  !call.legs.some((leg) => leg.role === 'operator')

/**
 * Residents' calls that wait for an operator: who pressed 9 (gas, fire, a lift) first, then the longest waiting, so
 * that nobody is passed over.
 */
export const ringingCalls = (calls: Iterable<Call>): Call[] =>
  [...calls]
    .filter((call) => isWaiting(call) && !isListening(call))
    .sort(
      (a, b) =>
        Number(b.isUrgent) - Number(a.isUrgent) ||
        a.arrivedAt.localeCompare(b.arrivedAt) ||
        a.id.localeCompare(b.id),
    )

/** Seconds from arrival to the answer, or to the end, or until now. */
export const waitSeconds = (call: Call, now: number): number =>
  Math.max(
    0,
    Math.floor(
      (Date.parse(call.answeredAt ?? call.endedAt ?? new Date(now).toISOString()) -
        Date.parse(call.arrivedAt)) /
        1000,
    ),
  )

/** Seconds of conversation; null when there was none. */
export const talkSeconds = (call: Call, now: number): number | null =>
  call.answeredAt === null
    ? null
    : Math.max(
        0,
        Math.floor(
          ((call.endedAt === null ? now : Date.parse(call.endedAt)) - Date.parse(call.answeredAt)) / 1000,
        ),
      )
