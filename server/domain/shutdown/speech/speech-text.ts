import type { ShutdownRecord } from '../shutdown-record.ts'
import { restoredWords, servicesGenitive } from './service-words.ts'
import { isSameDay, spokenMoment, spokenTime } from './spoken-moment.ts'

export type Spoken = Pick<
  ShutdownRecord,
  'kind' | 'status' | 'services' | 'cause' | 'text' | 'startsAt' | 'plannedEnd' | 'shifts'
>
export interface Clock {
  now: Date
  timeZone: string
}

/**
 * What is known of a shutdown in one breath: callers hear it after their address, operators read it out. Times are
 * absolute and in words. A term that is over is no term: nobody is promised what has not come (ПП 354, п. 107: what
 * is known is told at once).
 */
export function speechText(shutdown: Spoken, clock: Clock): string {
  const services = servicesGenitive(shutdown.services)
  switch (shutdown.status) {
    case 'planned':
      return sentences(
        `Запланировано отключение ${services} ${plannedSpan(shutdown, clock)}`,
        ...why(shutdown),
      )
    case 'active':
      return sentences(
        `${kindWords[shutdown.kind]} ${services}`,
        ...why(shutdown),
        capital(termWords(shutdown, clock)),
      )
    case 'restored':
      return sentences(`Отключение ${services} завершено, ${restoredWords(shutdown.services)}`)
    case 'cancelled':
      return sentences(`Отключение ${services} отменено`)
  }
}

const kindWords: Record<Spoken['kind'], string> = {
  emergency: 'Аварийное отключение',
  planned: 'Плановое отключение',
  incident: 'Временное отключение',
}

/** The planned end, when it is still to come. */
export const standingTerm = ({ plannedEnd }: Pick<Spoken, 'plannedEnd'>, { now }: Clock): Date | null =>
  plannedEnd === null || new Date(plannedEnd) <= now ? null : new Date(plannedEnd)

/** «восстановление планируется до …», «срок изменён, …», or that the term is not known. */
export function termWords(shutdown: Pick<Spoken, 'plannedEnd' | 'shifts'>, clock: Clock): string {
  const term = standingTerm(shutdown, clock)
  if (term === null) return 'восстановление ведётся, срок уточняется'
  const until = `восстановление планируется до ${spokenMoment(term, clock.timeZone)}`
  return shutdown.shifts > 0 ? `срок изменён, ${until}` : until
}

function plannedSpan({ startsAt, plannedEnd }: Spoken, { timeZone }: Clock): string {
  const from = new Date(startsAt)
  if (plannedEnd === null) return `с ${spokenMoment(from, timeZone)}, срок уточняется`
  const to = new Date(plannedEnd)
  const begins = isSameDay(from, to, timeZone) ? spokenTime(from, timeZone) : spokenMoment(from, timeZone)
  return `с ${begins} до ${spokenMoment(to, timeZone)}`
}

/** The cause, unless the dispatcher's words name it already, and these words. */
function why({ cause, text }: Spoken): string[] {
  const isNamed = text.toLowerCase().includes(cause.toLowerCase())
  return [...(cause === '' || isNamed ? [] : [`Причина: ${cause}`]), ...(text === '' ? [] : [text])]
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Each in one line and closed by a full stop, unless it closes itself. */
export const sentences = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ')
