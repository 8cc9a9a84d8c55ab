import { durationPhrase } from '../ui/duration.ts'
import { useText } from './i18n.ts'
import { wallDate, wallZone } from './wall-clock.ts'

const time = { hour: '2-digit', minute: '2-digit' } as const
const shapes = {
  time,
  timeToSecond: { ...time, second: '2-digit' },
  day: { day: '2-digit', month: '2-digit' },
  dayAndTime: { day: '2-digit', month: '2-digit', ...time },
  date: { day: '2-digit', month: '2-digit', year: 'numeric', ...time },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Made once a language, zone and shape: each costs the browser a tenth of a millisecond, and a board has hundreds. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const timeZone = wallZone()
  const key = `${locale} ${timeZone} ${shape}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone })
  formats.set(key, known)
  return known
}

/** Moments and lengths as this page's language writes them; moments by the company's clock. */
export function useFormat() {
  const { t, locale } = useText()
  const format = (at: string | number, shape: keyof typeof shapes): string =>
    formatOf(locale(), shape).format(new Date(at))
  return {
    time: (at: string | number): string => format(at, 'time'),
    timeToSecond: (at: string | number): string => format(at, 'timeToSecond'),
    /** For a narrow column: the time of today, else the day. */
    dayOrTime: (at: string | number, now: number): string =>
      format(at, wallDate(new Date(at).getTime()) === wallDate(now) ? 'time' : 'day'),
    moment: (at: string | number, now: number): string => {
      const isToday = wallDate(new Date(at).getTime()) === wallDate(now)
      return format(at, isToday ? 'time' : 'dayAndTime')
    },
    /** Day and time always: what is printed or typed must not change its meaning at midnight. */
    date: (at: string | number): string => format(at, 'date'),
    duration: (seconds: number): string => {
      if (Math.abs(seconds) < 60) return t('duration.lessThanMinute')
      const phrase = durationPhrase(seconds)
      return t(phrase.key, phrase.values)
    },
  }
}
