import { localTime } from '#domain/time/local-clock.ts'
import { cardinalGenitive, ordinalGenitive } from './number-words.ts'

// prettier-ignore
const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября',
  'ноября', 'декабря']

/** «двадцать второго ноября»: an absolute day, since nobody knows when a text is heard. */
export function spokenDay(at: Date, timeZone: string): string {
  const { day, month } = localTime(at, timeZone)
  return `${ordinalGenitive(day)} ${months[month - 1] ?? ''}`
}

/** «восемнадцати часов тридцати минут»: after «до» and «с». Whole hours are said without minutes. */
export function spokenTime(at: Date, timeZone: string): string {
  const { hour, minute } = localTime(at, timeZone)
  const hours = `${cardinalGenitive(hour)} ${endsInOne(hour) ? 'часа' : 'часов'}`
  if (minute === 0) return hours
  return `${hours} ${cardinalGenitive(minute, 'feminine')} ${endsInOne(minute) ? 'минуты' : 'минут'}`
}

/** «восемнадцати часов тридцати минут двадцать второго ноября» */
export const spokenMoment = (at: Date, timeZone: string): string =>
  `${spokenTime(at, timeZone)} ${spokenDay(at, timeZone)}`

/** «18:30 22.11», for a short message. */
export function briefMoment(at: Date, timeZone: string): string {
  const { day, month, hour, minute } = localTime(at, timeZone)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(hour)}:${two(minute)} ${two(day)}.${two(month)}`
}

/** Do both stand on the same day of the calendar? */
export const isSameDay = (a: Date, b: Date, timeZone: string): boolean =>
  spokenDay(a, timeZone) === spokenDay(b, timeZone) &&
  localTime(a, timeZone).year === localTime(b, timeZone).year

/** 1, 21, 31 … but not 11. */
const endsInOne = (value: number): boolean => value % 10 === 1 && value % 100 !== 11
