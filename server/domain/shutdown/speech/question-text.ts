import { servicesGenitive } from './service-words.ts'
import { sentences, type Spoken } from './speech-text.ts'

/** The one question to a number that belongs to nobody; `places` as `spokenPlaces` says them. */
export const questionText = ({ services }: Pick<Spoken, 'services'>, places: string): string =>
  sentences(`Если ваш дом: ${places}, и у вас отключение ${servicesGenitive(services)}, нажмите один`)
