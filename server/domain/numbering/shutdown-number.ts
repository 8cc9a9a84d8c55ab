import { localTime } from '../time/local-clock.ts'

/** Key of the series: consecutive within the organisation's calendar year, `shutdown:2026`. */
export const shutdownSeries = (createdAt: Date, timeZone: string): string =>
  `shutdown:${localTime(createdAt, timeZone).year}`

/** `О26-000017`, with the Cyrillic letter: nobody mistakes it for a task's number. */
export function shutdownNumber(createdAt: Date, timeZone: string, value: number): string {
  const year = localTime(createdAt, timeZone).year % 100
  return `О${String(year).padStart(2, '0')}-${String(value).padStart(6, '0')}`
}
