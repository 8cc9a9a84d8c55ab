import type { Call, CallResult } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'

type EndCause = Extract<CallEvent, { type: 'call.ended' }>['cause']

/**
 * How a call came out.
 *
 * | answered | asked to be called back | cause                       | result          |
 * |----------|-------------------------|-----------------------------|-----------------|
 * | any      | any                     | lost                        | lost            |
 * | yes, and | –                       | any other                   | answered        |
 * | not left |                         |                             |                 |
 * | no       | yes, or left a message  | any other                   | callbackAsked   |
 * | no       | no                      | busy, failed                | failed          |
 * | no       | no, told of a shutdown  | normal, noAnswer, cancelled | informed        |
 * |          | and never queued, or    |                             |                 |
 * |          | asked for its end (1)   |                             |                 |
 * | no       | no, we called           | noAnswer                    | failed          |
 * | no       | no                      | normal, noAnswer, cancelled | abandoned       |
 *
 * Left: the operator's page is gone, or he was sent back into the queue, and nobody took him up again: as if never
 * answered.
 * Told and queued: he wanted somebody. Urgent: he said that lives are in danger; both are called back.
 */
export function callResult(
  call: Pick<Call, 'state' | 'answeredAt' | 'result' | 'direction' | 'informedOf' | 'isUrgent' | 'queuedAt'>,
  cause: EndCause,
): CallResult {
  if (cause === 'lost') return 'lost'
  if (call.answeredAt !== null && call.state !== 'ringing') return 'answered'
  if (call.result === 'callbackAsked') return 'callbackAsked'
  if (cause === 'busy' || cause === 'failed') return 'failed'
  const hasEnough = call.queuedAt === null || call.result === 'informed'
  if (call.informedOf.length > 0 && hasEnough && !call.isUrgent) return 'informed'
  return call.direction === 'out' && cause === 'noAnswer' ? 'failed' : 'abandoned'
}
