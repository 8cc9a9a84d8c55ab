/** Clock on the wall of a zone; pure: `Intl` carries the zone's rules, nothing asks what time it is now. */

const formats = new Map<string, Intl.DateTimeFormat>()
function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}

export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** What the clock of `timeZone` (IANA) shows at `at`. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const parts = new Map(
    format(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** Milliseconds by which the zone's clock is ahead of UTC at `at`. */
function offset(at: Date, timeZone: string): number {
  const local = localTime(at, timeZone)
  const shown = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  return shown - Math.floor(at.getTime() / 1000) * 1000
}

/** The moment when the zone's clock shows it; days and hours beyond their ends run over, as with `Date`. */
export function localMoment(
  { year, month, day, hour, minute }: Omit<LocalTime, 'second'>,
  timeZone: string,
): Date {
  const shown = Date.UTC(year, month - 1, day, hour, minute)
  // twice: the offset at the answer may be another one than at the first guess
  const guess = new Date(shown - offset(new Date(shown), timeZone))
  return new Date(shown - offset(guess, timeZone))
}

/** The moment when the zone's clock shows `hour`:00 on the local day of `at`, or `days` later. */
export function localHour(at: Date, hour: number, timeZone: string, days = 0): Date {
  const { year, month, day } = localTime(at, timeZone)
  return localMoment({ year, month, day: day + days, hour, minute: 0 }, timeZone)
}
