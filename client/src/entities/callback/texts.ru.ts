/** Phrases of callbacks and of messages that callers leave. */
export const texts = {
  callback: {
    by: 'перезванивает {name}',
    byMe: 'перезваниваете вы',
    released: 'Перезвон снова свободен',
    taken: 'Этому жителю уже перезванивает {name}',
    noNumber: 'Номер скрыт: перезвонить некуда. Снимите звонок с причиной, если он не повторится.',
    notReached: 'Не дозвонились до {number}: {why}',
    overdue:
      'Все перезвоны вовремя | Не перезвонили вовремя: {n} житель | Не перезвонили вовремя: {n} жителя | Не перезвонили вовремя: {n} жителей',
  },
  discardReason: {
    wrong: 'Ошиблись номером',
    silence: 'Молчание или шум',
    advert: 'Реклама',
    test: 'Проверка связи',
    again: 'Уже заявлено',
  },
  message: {
    title: 'Сообщение жителя',
    unheard: 'голосовое, не прослушано',
    heard: 'голосовое, прослушано {at}',
    of: 'Сообщение жителя, {at}',
    hear: 'Прослушать',
    hearOf: 'Прослушать сообщение: {number}',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
