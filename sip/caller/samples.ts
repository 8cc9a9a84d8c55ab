/**
 * What demo and test callers say: addresses of the demo company, so that the operator finds what is heard. The sound
 * files beside were made of these texts; after a change run `node sip/caller/make-samples.ts`.
 */
export const samples = {
  leak: {
    title: 'Прорвало трубу в подвале',
    text: 'Здравствуйте. Республики восемь, квартира двенадцать. В подвале прорвало трубу, топит первый подъезд.',
  },
  lift: {
    title: 'Застряли в лифте',
    text: 'Алло, мы застряли в лифте. Ленина тридцать четыре, между пятым и шестым этажом. Нас трое, один ребёнок.',
  },
  dark: {
    title: 'Нет света в подъезде',
    text: 'Добрый вечер. Мельникайте десять, второй подъезд. Нет света на лестнице с первого по пятый этаж.',
  },
  cold: {
    title: 'Холодные батареи',
    text: 'Здравствуйте. Пермякова шестнадцать, квартира сорок. Батареи холодные со вчерашнего вечера, дома маленький ребёнок.',
  },
  gas: {
    title: 'Пахнет газом',
    text: 'Алло! В подъезде сильно пахнет газом. Широтная тридцать два, первый подъезд. Пришлите кого-нибудь скорее.',
  },
  greeting: {
    title: 'Ответ диспетчерской',
    text: 'Диспетчерская, здравствуйте. Слушаю вас.',
  },
} as const

export type SampleName = keyof typeof samples

export function isSampleName(name: string): name is SampleName {
  return Object.hasOwn(samples, name)
}

/** Those that a resident would say, in the order of the page's list. */
export const residentSamples = [
  'leak',
  'lift',
  'dark',
  'cold',
  'gas',
] as const satisfies readonly SampleName[]
