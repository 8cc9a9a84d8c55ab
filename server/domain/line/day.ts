import type { Hours, LineSet, Schedule, WayReason } from '#contracts/line.ts'
import { localMoment, localTime } from '#domain/time/local-clock.ts'

/** Days of the production calendar that are not as their weekday says. */
export type CalendarDays = ReadonlyMap<string, 'off' | 'work'>

export interface DayFacts {
  schedules: readonly Schedule[]
  calendar: CalendarDays
  night: LineSet['night']
  timeZone: string
}

interface LocalDay {
  year: number
  month: number
  day: number
}

const pad = (value: number): string => String(value).padStart(2, '0')
/** The day of the calendar, `days` later. */
function dated({ year, month, day }: LocalDay, days: number): { date: string; weekday: number } {
  const at = new Date(Date.UTC(year, month - 1, day + days))
  return {
    date: `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`,
    weekday: (at.getUTCDay() + 6) % 7,
  }
}

interface HoursOfDate {
  hours: Hours
  why: 'week' | 'holiday' | 'exception'
}

function hoursOf(
  schedule: Schedule,
  { date, weekday }: { date: string; weekday: number },
  calendar: CalendarDays,
): HoursOfDate {
  const exception = schedule.exceptions.find((one) => one.date === date)
  if (exception) return { hours: exception.hours, why: 'exception' }
  const kind = schedule.usesCalendar ? calendar.get(date) : undefined
  if (kind !== undefined) return { hours: schedule.week[kind === 'off' ? 6 : 0] ?? [], why: 'holiday' }
  return { hours: schedule.week[weekday] ?? [], why: 'week' }
}

const isOpen = (hours: Hours, minute: number): boolean =>
  hours.some(({ from, to }) => minute >= from && minute < to)

/** So far it is looked for when it changes: longer than any row of holidays. */
const daysAhead = 15

/** Is it day for lines of this schedule, why, and until when? `null`: a line without one. The same as asterisk_inner.is_day. */
export function dayOf(
  scheduleId: number | null,
  at: Date,
  { schedules, calendar, night, timeZone }: DayFacts,
): { isDay: boolean; reason: WayReason } {
  const moment = at.getTime()
  if (night && Date.parse(night.startedAt) <= moment && moment < Date.parse(night.endsAt))
    return { isDay: false, reason: { key: 'nightMode', until: night.endsAt } }
  if (scheduleId === null) return { isDay: true, reason: { key: 'always' } }
  const schedule = schedules.find(({ id }) => id === scheduleId)
  if (!schedule) return { isDay: false, reason: { key: 'hours', isDay: false, until: null } }
  const local = localTime(at, timeZone)
  const today = dated(local, 0)
  const minute = local.hour * 60 + local.minute
  const { hours, why } = hoursOf(schedule, today, calendar)
  const isDay = isOpen(hours, minute)
  const until = nextChange(schedule, { local, minute, isDay }, { calendar, timeZone })
  return {
    isDay,
    reason: why === 'week' ? { key: 'hours', isDay, until } : { key: why, isDay, date: today.date, until },
  }
}

function nextChange(
  schedule: Schedule,
  { local, minute, isDay }: { local: LocalDay; minute: number; isDay: boolean },
  { calendar, timeZone }: { calendar: CalendarDays; timeZone: string },
): string | null {
  for (let days = 0; days < daysAhead; days++) {
    const { hours } = hoursOf(schedule, dated(local, days), calendar)
    const edges = [0, ...hours.flatMap(({ from, to }) => [from, to])]
      .filter((edge) => edge < 1440 && (days > 0 || edge > minute))
      .toSorted((a, b) => a - b)
    const changes = edges.find((edge) => isOpen(hours, edge) !== isDay)
    if (changes !== undefined) {
      const { year, month, day } = local
      const on = { year, month, day: day + days, hour: Math.floor(changes / 60), minute: changes % 60 }
      return localMoment(on, timeZone).toISOString()
    }
  }
  return null
}
