import type { Call, CallResult } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'

type EndCause = Extract<CallEvent, { type: 'call.ended' }>['cause']

/**
 * How a call came out.
 *
 * | answered | asked to be called back | cause                       | result          |
 * |----------|-------------------------|-----------------------------|-----------------|
 * | any      | any                     | lost                        | lost            |
 * | yes      | –                       | any other                   | answered        |
 * | no       | yes                     | any other                   | callbackAsked   |
 * | no       | no                      | busy, failed                | failed          |
 * | no       | no, we called           | noAnswer                    | failed          |
 * | no       | no                      | normal, noAnswer, cancelled | abandoned       |
 */
export function callResult(
  call: Pick<Call, 'answeredAt' | 'result' | 'direction'>,
  cause: EndCause,
): CallResult {
  if (cause === 'lost') return 'lost'
  if (call.answeredAt !== null) return 'answered'
  if (call.result === 'callbackAsked') return 'callbackAsked'
  if (cause === 'busy' || cause === 'failed') return 'failed'
  return call.direction === 'out' && cause === 'noAnswer' ? 'failed' : 'abandoned'
}
