import { durationPhrase } from '../ui/duration.ts'
import { useText } from './i18n.ts'
import { wallDate, wallZone } from './wall-clock.ts'

/** Moments and lengths as this page's language writes them; moments by the company's clock. */
export function useFormat() {
  const { t, locale } = useText()
  const format = (at: string | number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale(), { ...options, timeZone: wallZone() }).format(new Date(at))
  return {
    time: (at: string | number): string => format(at, { hour: '2-digit', minute: '2-digit' }),
    timeToSecond: (at: string | number): string =>
      format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    moment: (at: string | number, now: number): string => {
      const isToday = wallDate(new Date(at).getTime()) === wallDate(now)
      return isToday
        ? format(at, { hour: '2-digit', minute: '2-digit' })
        : format(at, { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' })
    },
    /** Day and time always: what is printed or typed must not change its meaning at midnight. */
    date: (at: string | number): string =>
      format(at, { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    duration: (seconds: number): string => {
      if (Math.abs(seconds) < 60) return t('duration.lessThanMinute')
      const phrase = durationPhrase(seconds)
      return t(phrase.key, phrase.values)
    },
  }
}
