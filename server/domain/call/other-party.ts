import type { Call } from '#contracts/call.ts'
import { phoneDigits } from './caller-number.ts'

/** The number at the other end as given: who called us, or whom we called. */
export const otherParty = (call: Call): string => (call.direction === 'in' ? call.from : call.to)

/** Its digits for look-up; '' when hidden. */
export const otherPartyDigits = (call: Call): string => phoneDigits(otherParty(call))
