import type { Company, NotServed } from '#contracts/company.ts'
import { localDay } from '../house/local-day.ts'
import { localTime } from '../time/local-clock.ts'

type Contract = Pick<Company, 'contractFrom' | 'contractTo' | 'served' | 'dayFromHour' | 'dayToHour'>

/**
 * Is a house of this company (null: of none) served at that moment? Null: it is; else why not. It says what a caller is
 * told, and refuses nobody: an emergency is taken from everybody and passed on.
 */
export function notServed(company: Contract | null, at: Date, timeZone: string): NotServed | null {
  if (company === null) return 'never'
  const day = localDay(at, timeZone)
  if (company.contractFrom !== null && day < company.contractFrom) return 'notYet'
  if (company.contractTo !== null && day > company.contractTo) return 'ended'
  if (company.served === 'emergencies') return 'emergenciesOnly'
  return company.served === 'offHours' && isByDay(company, at, timeZone) ? 'offHoursOnly' : null
}

/** On a working day, in the hours when the company answers itself. */
function isByDay({ dayFromHour, dayToHour }: Contract, at: Date, timeZone: string): boolean {
  const { year, month, day, hour } = localTime(at, timeZone)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && hour >= dayFromHour && hour < dayToHour
}

/** Where who is not served here is told to ring; '' when nobody has written it down. */
export const ringInstead = (company: Pick<Company, 'emergencyPhone' | 'phone'> | null): string =>
  company === null ? '' : company.emergencyPhone || company.phone
