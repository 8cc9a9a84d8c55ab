import type { ApiError, ClientErrorCode } from '../realtime/api-error.ts'
import { useText, type MessageKey } from './i18n.ts'

/** One phrase for every code of the contract. */
export const errorKeys = {
  badInput: 'error.badInputPlain',
  notSignedIn: 'error.notSignedIn',
  wrongPassword: 'error.wrongPassword',
  badOrigin: 'error.badOrigin',
  notAllowed: 'error.notAllowed',
  notFound: 'error.notFound',
  conflict: 'error.conflict',
  alreadyRegistered: 'error.alreadyRegistered',
  alreadyClaimed: 'error.alreadyClaimed',
  alreadyTaken: 'error.alreadyTaken',
  callOver: 'error.callOver',
  taskNotOpen: 'error.taskNotOpen',
  cannotMove: 'error.cannotMove',
  callNotOver: 'error.callNotOver',
  wouldLeaveNobody: 'error.wouldLeaveNobody',
  notWrappingUp: 'error.notWrappingUp',
  inUse: 'error.inUse',
  linesBroken: 'error.linesBroken',
  shutdownOver: 'error.shutdownOver',
  tooMany: 'error.tooMany',
  tooLarge: 'error.tooLarge',
  databaseAway: 'error.databaseAway',
  pbxAway: 'error.pbxAway',
  unexpected: 'error.unexpected',
  offline: 'error.offline',
} satisfies Record<ClientErrorCode, MessageKey>

/** An error in words that a dispatcher can act on. */
export function useErrorText(): (error: ApiError) => string {
  const { t } = useText()
  return (error) => {
    if (error.code === 'tooMany' && error.retryAfterSeconds !== null) {
      return t('error.tooManySeconds', { n: error.retryAfterSeconds }, error.retryAfterSeconds)
    }
    // a constraint of the directory: two entries of one name, not one that is used
    if (error.code === 'inUse' && error.body?.details?.['by'] === 'same') return t('error.same')
    return t(errorKeys[error.code])
  }
}
