/** What boards, cards and lists say of a shutdown. */
export const texts = {
  service: {
    coldWater: 'холодная вода',
    hotWater: 'горячая вода',
    heating: 'отопление',
    sewerage: 'канализация',
    power: 'электричество',
    gas: 'газ',
    lift: 'лифт',
    refuse: 'мусоропровод',
    intercom: 'домофон',
  },
  shutdownKind: {
    emergency: 'Авария',
    planned: 'Плановые работы',
    incident: 'Инцидент',
  },
  shutdownStatus: {
    planned: 'предстоит',
    active: 'идёт',
    restored: 'завершено',
    cancelled: 'отменено',
  },
  shutdownClock: {
    before: 'начнётся через {time}',
    lasts: 'идёт {time}',
    lasted: 'длилось {time}',
    termLeft: 'до {until}, осталось {time}',
    termOver: 'срок {until} вышел {time} назад',
    noTerm: 'срок не назван',
    legalLeft: 'по норме ещё {time}',
    legalOver: 'сверх нормы {time}',
  },
  shutdownStrip: {
    title: 'Отключения сейчас',
    more: 'Все отключения',
    suggestion:
      'Похоже на аварию | Похоже на аварию: {n} обращение за {time} – {scope} | Похоже на аварию: {n} обращения за {time} – {scope} | Похоже на аварию: {n} обращений за {time} – {scope}',
    accept: 'Завести отключение',
    acceptSuggestion: 'Завести отключение по обращениям',
    dismiss: 'Не авария',
    dismissSuggestion: 'Закрыть подсказку: не авария',
    dismissed: 'Эти обращения больше не подскажут отключение',
    listening:
      'Никто не слушает объявление | Слушает объявление: {n} | Слушают объявление: {n} | Слушают объявление: {n}',
    ofTask: 'Отключение',
    urgent: 'нажал 9',
    titleOf: '{kind}: {services}',
    numberOf: 'Отключение {number}',
    callers: 'никто не звонил | звонил {n} житель | звонили {n} жителя | звонили {n} жителей',
    create: 'Новое отключение',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
