import type { Call } from '#contracts/call.ts'

/**
 * A call of nobody: it ended, no operator spoke with the caller, or he waited again after that and was left, and he was
 * not told before the queue what he asked. In SQL: `missed` of the log (features/call/db/call-page.ts).
 */
export const isMissed = (call: Call): boolean =>
  call.direction === 'in' &&
  call.state === 'ended' &&
  (call.answeredAt === null || call.result === 'abandoned' || call.result === 'callbackAsked') &&
  call.result !== 'informed'
