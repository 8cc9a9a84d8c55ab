import { localHour } from '../time/local-clock.ts'
import { localDay } from './local-day.ts'

/** The moment when the day `2026-11-22` begins in the zone. @throws RangeError for what is no day */
export function localMidnight(day: string, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00.000Z`)
  // noon of UTC is yesterday's or tomorrow's day at the ends of the world
  for (const shift of [0, -1, 1]) {
    const midnight = localHour(noon, 0, timeZone, shift)
    if (localDay(midnight, timeZone) === day) return midnight
  }
  throw new RangeError(`no such day: ${day}`)
}

/** The day after: `2026-11-30` → `2026-12-01`. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10)

/** The first day of the month after `2026-11`. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}
