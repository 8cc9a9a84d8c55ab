import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  callback: {
    by: '{name} is calling back',
    byMe: 'you are calling back',
    released: 'The call-back is free again',
    taken: '{name} is already calling this resident back',
    noNumber:
      'The number is withheld: there is nowhere to call back. Take the call off with a reason if it does not come again.',
    notReached: '{number} was not reached: {why}',
    overdue:
      'All are called back in time | {n} resident was not called back in time | {n} residents were not called back in time | {n} residents were not called back in time',
  },
  discardReason: {
    wrong: 'Wrong number',
    silence: 'Silence or noise',
    advert: 'Advertising',
    test: 'Test call',
    again: 'Was reported already',
  },
  message: {
    title: 'The resident’s message',
    unheard: 'voice message, not played yet',
    heard: 'voice message, played {at}',
    of: 'The resident’s message, {at}',
    hear: 'Listen',
    hearOf: 'Listen to the message: {number}',
  },
}
