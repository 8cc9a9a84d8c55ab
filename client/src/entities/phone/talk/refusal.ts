import { PhoneRefusal } from '../../../softphone/phone.ts'

/** Why the other side did not take it, in words; by the SIP status. */
export function refusalKey(thrown: unknown) {
  switch (thrown instanceof PhoneRefusal ? thrown.status : 0) {
    case 404:
    case 484:
    case 604:
      return 'phone.refusedNoNumber' as const
    case 403:
      return 'phone.refusedNotAllowed' as const
    case 486:
    case 600:
      return 'phone.refusedBusy' as const
    case 408:
    case 480:
    case 487:
      return 'phone.refusedNoAnswer' as const
    default:
      return 'phone.refusedFailed' as const
  }
}
