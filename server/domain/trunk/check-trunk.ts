import type { TrunkFields } from '#contracts/trunk.ts'

/** The first field that keeps these from being a trunk that could work; null when none does. */
export function faultOfTrunk(fields: TrunkFields, hasSecret: boolean): keyof TrunkFields | 'secret' | null {
  if (fields.host === '') return 'host'
  if (fields.registers && fields.username === '') return 'username'
  if (fields.username !== '' && !hasSecret) return 'secret'
  if ((fields.numbersOut === 'short' || fields.numbersIn === 'short') && fields.areaCode === '')
    return 'areaCode'
  if (fields.srtp && fields.transport !== 'tls') return 'srtp'
  return null
}
