import { localTime } from '../time/local-clock.ts'

/** Key of the series: consecutive within the organisation's calendar year, `task:2026`. */
export const taskSeries = (registeredAt: Date, timeZone: string): string =>
  `task:${localTime(registeredAt, timeZone).year}`

/** As it is told to the caller: `26-004217`; beyond 999,999 it grows a digit. */
export function taskNumber(registeredAt: Date, timeZone: string, value: number): string {
  const year = localTime(registeredAt, timeZone).year % 100
  return `${String(year).padStart(2, '0')}-${String(value).padStart(6, '0')}`
}
