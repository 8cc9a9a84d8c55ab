/** What a resident's call does, as the page shows it. */
export type CallerState =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  /** `place`: how many stand in the queue up to and with this caller; null before the desk says so. */
  | { kind: 'waiting'; since: number; place: number | null }
  /** The desk calls back. */
  | { kind: 'calledBack'; name: string }
  | { kind: 'talking'; since: number; isHeld: boolean }
  | { kind: 'ended'; reason: EndReason; talkSeconds: number }

export type EndReason = 'me' | 'desk' | 'busy' | 'noAnswer' | 'noMicrophone' | 'noConnection' | 'refused'

/** Place in the queue of a 182 (Queued): a header of ours, or a number in the reason (RFC 3261 section 21.1.4). */
export function placeOf(header: string | undefined, reasonPhrase: string): number | null {
  const text = header ?? /\d+/.exec(reasonPhrase)?.[0]
  const place = Number(text ?? Number.NaN)
  return Number.isInteger(place) && place > 0 ? place : null
}

/** Why a call ended, by JsSIP's cause and the SIP status, where there is one. */
export function endReasonOf(
  originator: 'local' | 'remote' | 'system',
  cause: string,
  wasTalking: boolean,
): EndReason {
  if (originator === 'local') return cause === 'User Denied Media Access' ? 'noMicrophone' : 'me'
  if (wasTalking) return originator === 'remote' ? 'desk' : 'noConnection'
  switch (cause) {
    case 'Busy':
    case 'Rejected':
      return 'busy'
    case 'No Answer':
    case 'Unavailable':
    case 'Canceled':
      return 'noAnswer'
    case 'Connection Error':
    case 'Request Timeout':
      return 'noConnection'
    default:
      return 'refused'
  }
}
