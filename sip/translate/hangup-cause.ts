import type { CallEvent } from '#contracts/call-event.ts'

type LegCause = Extract<CallEvent, { type: 'leg.ended' }>['cause']
type CallCause = Extract<CallEvent, { type: 'call.ended' }>['cause']

/**
 * Q.850 causes as Asterisk gives them. 0 is a leg that the queue stopped ringing: its time was over, or the caller
 * gave up; the line does not say which.
 */
const legCauses: Record<number, LegCause> = {
  0: 'noAnswer',
  1: 'unreachable', // unallocated number
  3: 'unreachable', // no route to destination
  16: 'normal',
  17: 'busy',
  18: 'noAnswer', // no user responding
  19: 'noAnswer', // alerting, no answer
  20: 'unreachable', // subscriber absent
  21: 'rejected',
  22: 'unreachable', // number changed
  26: 'cancelled', // answered elsewhere
  27: 'unreachable', // destination out of order
  31: 'normal', // normal, unspecified
}

export const legCause = (q850: number): LegCause => legCauses[q850] ?? 'failed'

/** `dialStatus` of the last Queue or Dial tells what the code alone does not. */
export function callCause(q850: number, dialStatus: string): CallCause {
  if (dialStatus === 'CANCEL') return 'cancelled'
  if (dialStatus === 'NOANSWER') return 'noAnswer'
  if (dialStatus === 'BUSY') return 'busy'
  const cause = legCause(q850)
  switch (cause) {
    case 'normal':
    case 'busy':
    case 'noAnswer':
      return cause
    case 'cancelled':
      return 'cancelled'
    case 'rejected':
      return 'busy'
    case 'unreachable':
    case 'failed':
      return 'failed'
  }
}
