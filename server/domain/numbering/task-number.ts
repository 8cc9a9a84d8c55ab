import { localTime } from '../time/local-clock.ts'

/**
 * Key of the series: consecutive within the organisation's calendar year, `task:2026`; of a company that has numbers of
 * its own by its prefix, `task:2026:УЮ`: another prefix begins at 1, and no number is given twice.
 */
export const taskSeries = (registeredAt: Date, timeZone: string, prefix = ''): string =>
  `task:${localTime(registeredAt, timeZone).year}${prefix === '' ? '' : `:${prefix}`}`

/** As it is told to the caller: `26-004217`, `УЮ26-000017`; beyond 999,999 it grows a digit. */
export function taskNumber(registeredAt: Date, timeZone: string, value: number, prefix = ''): string {
  const year = localTime(registeredAt, timeZone).year % 100
  return `${prefix}${String(year).padStart(2, '0')}-${String(value).padStart(6, '0')}`
}
