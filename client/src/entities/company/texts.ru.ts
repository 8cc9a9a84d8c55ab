/** Phrases of whose a caller is. */
export const texts = {
  company: {
    line: 'Линия: {name}',
    notServed: 'Не обслуживается',
    why: {
      never: 'этот дом диспетчерская не ведёт',
      notYet: 'договор ещё не начался',
      ended: 'договор закончился',
      emergenciesOnly: 'по договору принимаются только аварии',
      offHoursOnly: 'в рабочие часы компания принимает заявки сама',
    },
    ring: 'Звонить: {number}',
    ringUnknown: 'Куда звонить, не записано.',
    emergency: 'Аварию примите и передайте: в ней не отказывают никому.',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
