import type { CallEndReason } from '../phone.ts'

/** Why a call that we dialled was not answered, by SIP status (RFC 3261 section 21). */
export function reasonOfStatus(status: number): CallEndReason {
  switch (status) {
    case 486:
    case 600:
    case 603:
      return 'busy'
    case 408:
    case 480:
    case 487:
      return 'noAnswer'
    case 404:
    case 410:
    case 484:
    case 604:
      return 'notFound'
    case 403:
      return 'notAllowed'
    default:
      return 'failed'
  }
}

/** CANCEL with `Reason: SIP;cause=200` means that another operator was faster (RFC 3326). */
export function reasonOfCancel(reasonHeader: string | undefined): CallEndReason {
  return /\bcause\s*=\s*200\b/.test(reasonHeader ?? '') ? 'answeredElsewhere' : 'cancelled'
}
