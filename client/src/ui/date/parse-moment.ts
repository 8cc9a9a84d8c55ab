import { wallDay, wallMoment, wallTime } from '../../i18n/wall-clock.ts'

/**
 * A moment as a dispatcher types it: «18:30», «18», «+2 ч», «+30 м», «завтра 9», «25.11 18:00», «сейчас».
 * By the company's clock. Null: nothing was typed; 'bad': not understood.
 * `next`: a time without a day that has passed already means tomorrow (a term); otherwise it is today's (a start).
 */
export function parseMoment(text: string, now: number, meaning: 'next' | 'today'): Date | null | 'bad' {
  const typed = text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')
  if (typed === '') return null
  if (/^(сейчас|now)$/.test(typed)) return new Date(now)
  return (
    parseAhead(typed, now) ?? parseDay(typed, now) ?? parseTimeOnly(typed, now, meaning) ?? ('bad' as const)
  )
}

function parseAhead(typed: string, now: number): Date | null {
  const clock = /^\+ ?(\d{1,3}):(\d{2})$/.exec(typed)
  if (clock !== null) return new Date(now + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000)
  const ahead = /^\+ ?(\d{1,4}) ?(м|мин|m|min|ч|час|часа|часов|h|д|дн|дня|дней|сут|d)?\.?$/.exec(typed)
  if (ahead === null) return null
  const unit = ahead[2]?.[0] ?? 'ч'
  const minutes = 'мm'.includes(unit) ? 1 : 'дсd'.includes(unit) ? 24 * 60 : 60
  return new Date(now + Number(ahead[1]) * minutes * 60_000)
}

/** Hours and minutes of «18», «18:30», «18.30», «1830»; 24:00 is the midnight that ends the day. */
function parseTime(text: string): [hours: number, minutes: number] | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  if (found === null) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  return (hours < 24 && minutes < 60) || (hours === 24 && minutes === 0) ? [hours, minutes] : null
}

const at = (now: number, daysAhead: number, [hours, minutes]: [number, number]): Date =>
  wallDay(now, daysAhead, hours, minutes)

function parseDay(typed: string, now: number): Date | null {
  const word = /^(сегодня|завтра|послезавтра|today|tomorrow)(?: в)?(?: (\S+))?$/.exec(typed)
  if (word !== null) {
    const days = { сегодня: 0, today: 0, завтра: 1, tomorrow: 1, послезавтра: 2 }[word[1] ?? ''] ?? 0
    const time = parseTime(word[2] ?? '9')
    return time === null ? null : at(now, days, time)
  }
  const day = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?:,? (?:в )?(\S+))$/.exec(typed)
  if (day === null) return null
  const time = parseTime(day[4] ?? '')
  if (time === null) return null
  const [date, month] = [Number(day[1]), Number(day[2])]
  const year = day[3] === undefined ? wallTime(now).year : Number(day[3].padStart(4, '20'))
  const [hours, minutes] = time
  const inYear = (which: number): Date =>
    wallMoment({ year: which, month, day: date, hour: hours, minute: minutes })
  const found = inYear(year)
  if (wallTime(found.getTime()).month !== month && hours !== 24) return null
  // «10.01» typed in December is the next January.
  if (day[3] === undefined && now - found.getTime() > 180 * 86_400_000) return inYear(year + 1)
  return found
}

function parseTimeOnly(typed: string, now: number, meaning: 'next' | 'today'): Date | null {
  const time = parseTime(typed)
  if (time === null) return null
  const today = at(now, 0, time)
  return meaning === 'next' && today.getTime() <= now ? at(now, 1, time) : today
}
