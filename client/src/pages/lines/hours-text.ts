import type { Hours } from '#contracts/line.ts'
import { showDate } from '../../ui/date/date-text.ts'

const two = (n: number): string => String(n).padStart(2, '0')
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** Hours of a day as they are read and typed: `08:00–12:00, 13:00–24:00`. */
export const showHours = (hours: Hours): string =>
  hours.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ')

/** Null when it is no hours; nothing at all is a day without. */
export function readHours(typed: string): Hours | null {
  const hours: Hours = []
  for (const part of typed.split(/[,;]/)) {
    if (part.trim() === '') continue
    const found = /^\s*(\d{1,2})(?::(\d\d))?\s*[–—-]\s*(\d{1,2})(?::(\d\d))?\s*$/.exec(part)
    if (!found) return null
    const [from, to] = [minuteOf(found[1], found[2]), minuteOf(found[3], found[4])]
    if (from === null || to === null || from >= to) return null
    hours.push({ from, to })
  }
  return hours
}

function minuteOf(hour = '', minute = '0'): number | null {
  const [h, m] = [Number(hour), Number(minute)]
  return h * 60 + m <= 1440 && m < 60 ? h * 60 + m : null
}

type Exceptions = { date: string; hours: Hours }[]

/** Special days as they are read and typed, one a line: `30.12.2026 08:00–14:00`. */
export const showExceptions = (exceptions: Exceptions): string =>
  exceptions.map(({ date, hours }) => `${showDate(date)} ${showHours(hours)}`.trim()).join('\n')

export function readExceptions(typed: string): Exceptions | null {
  const days: Exceptions = []
  for (const line of typed.split('\n')) {
    if (line.trim() === '') continue
    const found = /^\s*(\d\d)\.(\d\d)\.(\d{4})(?:\s+(.*))?$/.exec(line)
    const hours = readHours(found?.[4] ?? '')
    const date = `${found?.[3]}-${found?.[2]}-${found?.[1]}`
    if (!found || hours === null || Number.isNaN(Date.parse(date))) return null
    days.push({ date, hours })
  }
  return days
}
