import { localMoment, localTime, type LocalTime } from '#domain/time/local-clock.ts'

const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * The clock on the company's wall. Pages show and take times by it wherever their computer stands: a term that a
 * dispatcher types in Moscow, the voice that says it to a caller in Tyumen and the sheet on the door name one moment.
 */
let zone = browserZone()

/** IANA zone of the company; until the server has said it, the browser's own. */
export const setWallZone = (timeZone: string | undefined): void => {
  zone = timeZone ?? browserZone()
}
export const wallZone = (): string => zone

/** What the clock shows; months from 1. */
export const wallTime = (at: number): LocalTime => localTime(new Date(at), zone)

/** The moment at which the clock shows it; days and hours beyond their ends run over, as with `Date`. */
export const wallMoment = (shown: Omit<LocalTime, 'second'>): Date => localMoment(shown, zone)

/** The same day of that clock or so many days later, at this time. */
export const wallDay = (at: number, daysAhead: number, hour: number, minute: number): Date => {
  const now = wallTime(at)
  return wallMoment({ ...now, day: now.day + daysAhead, hour, minute })
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22` by that clock. */
export function wallDate(at: number): string {
  const { year, month, day } = wallTime(at)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** `14:05` by that clock. */
export function wallHours(at: number): string {
  const { hour, minute } = wallTime(at)
  return `${two(hour)}:${two(minute)}`
}
