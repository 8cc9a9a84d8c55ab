import { localTime } from '../time/local-clock.ts'

/** The day of the organisation's calendar at `at`: `2026-11-22`. Who lives where is a matter of days, and of its zone. */
export function localDay(at: Date, timeZone: string): string {
  const { year, month, day } = localTime(at, timeZone)
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  )
}
