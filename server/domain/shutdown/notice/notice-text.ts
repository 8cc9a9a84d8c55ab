import { restoredWords, servicesGenitive } from '../speech/service-words.ts'
import { sentences, standingTerm, termWords, type Clock, type Spoken } from '../speech/speech-text.ts'
import { briefMoment } from '../speech/spoken-moment.ts'

export type NoticeKind = 'moved' | 'ended' | 'cancelled' | 'survey'

const whoCalls = 'Говорит диспетчерская служба'
/** In every call of a machine's (41-ФЗ of 01.04.2025; ADR 0024); the key is that of the dialplan, context `notice`. */
const howToRefuse = 'Чтобы автомат больше не звонил, нажмите три'

/** In every short message: there is no way back for one, so it is said by telephone. An operator writes it down. */
const howToRefuseMessages = 'Отказ от СМС: позвоните нам'

/** What a call to a caller says when something of his shutdown changed; a survey asks for a key. */
export function noticeSpeech(kind: NoticeKind, shutdown: Spoken, clock: Clock): string {
  const services = servicesGenitive(shutdown.services)
  const ended = `Отключение ${services} завершено, ${restoredWords(shutdown.services)}`
  switch (kind) {
    case 'moved':
      return sentences(whoCalls, `Отключение ${services}: ${termWords(shutdown, clock)}`, howToRefuse)
    case 'ended':
      return sentences(whoCalls, ended, 'Если услуги нет, позвоните нам', howToRefuse)
    case 'cancelled':
      return sentences(whoCalls, `Отключение ${services} отменено`, howToRefuse)
    case 'survey':
      return sentences(
        whoCalls,
        ended,
        'Если услуга есть, нажмите один',
        'Если услуги нет, нажмите два',
        howToRefuse,
      )
  }
}

/** The same as a short message: digits, at most two parts of 67 Cyrillic letters with one service or two. */
export function noticeSms(kind: NoticeKind, shutdown: Spoken, clock: Clock): string {
  const services = servicesGenitive(shutdown.services)
  switch (kind) {
    case 'moved': {
      const term = standingTerm(shutdown, clock)
      const until =
        term === null ? 'срок уточняется' : `восстановление до ${briefMoment(term, clock.timeZone)}`
      return sentences(`Отключение ${services}: ${until}`, howToRefuseMessages)
    }
    case 'ended':
    case 'survey':
      return sentences(
        `Отключение ${services} завершено, ${restoredWords(shutdown.services)}`,
        'Если услуги нет, позвоните нам',
        howToRefuseMessages,
      )
    case 'cancelled':
      return sentences(`Отключение ${services} отменено`, howToRefuseMessages)
  }
}
