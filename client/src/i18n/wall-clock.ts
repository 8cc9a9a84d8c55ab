/**
 * The clock on the company's wall. Pages show and take times by it wherever their computer stands: a term that a
 * dispatcher types in Moscow, the voice that says it to a caller in Tyumen and the sheet on the door name one moment.
 */
let zone: string | undefined

/** IANA zone of the company; until the server has said it, the browser's own. */
export const setWallZone = (timeZone: string | undefined): void => {
  zone = timeZone
}
export const wallZone = (): string | undefined => zone

/** What the clock shows; months from 1. */
export interface WallTime {
  year: number
  month: number
  day: number
  hours: number
  minutes: number
}

export function wallTime(at: number): WallTime {
  const parts = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hours: part('hour'),
    minutes: part('minute'),
  }
}

/** The moment at which the clock shows it; days and hours beyond their ends run over, as with `Date`. */
export function wallMoment({ year, month, day, hours, minutes }: WallTime): Date {
  const shown = Date.UTC(year, month - 1, day, hours, minutes)
  const ahead = (at: number): number => {
    const wall = wallTime(at)
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hours, wall.minutes) - at
  }
  // twice: the offset at the answer may be another one than at the first guess
  return new Date(shown - ahead(shown - ahead(shown)))
}

/** The same time of day, so many days later. */
export const wallDay = (at: number, daysAhead: number, hours: number, minutes: number): Date => {
  const now = wallTime(at)
  return wallMoment({ ...now, day: now.day + daysAhead, hours, minutes })
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22` by that clock. */
export function wallDate(at: number): string {
  const { year, month, day } = wallTime(at)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** `14:05` by that clock. */
export function wallHours(at: number): string {
  const { hours, minutes } = wallTime(at)
  return `${two(hours)}:${two(minutes)}`
}
