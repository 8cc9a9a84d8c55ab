/** Phrases of tasks, their states and deadlines. */
export const texts = {
  task: {
    number: 'Заявка № {number}',
    noNumber: 'Без номера',
    draft: 'Черновик',
    discarded: 'Снята',
    callback: 'Перезвонить',
    new: 'Новая',
    accepted: 'Принята',
    assigned: 'Назначена',
    inProgress: 'В работе',
    deferred: 'Отложена',
    done: 'Выполнена',
    closed: 'Закрыта',
    cancelled: 'Отменена',
    emergency: 'Авария',
    orphan: 'Осталась без оператора',
    repeats: 'звонили ещё {n} раз | звонили ещё {n} раз | звонили ещё {n} раза | звонили ещё {n} раз',
    noAddress: 'адрес не указан',
    noProblem: 'проблема не указана',
    callbackBy: 'перезвонить',
    informBy: 'сообщить жителям',
    localizeBy: 'локализовать',
    restoreBy: 'восстановить услугу',
    eliminateBy: 'устранить',
    noDeadlines: 'Сроки не установлены',
    joinedCallers: 'Кто ещё звонил об этом',
    joinedBy: 'присоединил(а) {name}',
    undoJoin: 'Отменить присоединение',
    handedOver: 'Передано: {service}, {name}, {at}',
    toldNumber: 'номер заявки',
    toldTerm: 'срок',
    toldMeasures: 'принятые меры',
    more: 'Все здесь | и ещё {n}, раньше этих – разберите эти и обновите страницу | и ещё {n}, раньше этих – разберите эти и обновите страницу | и ещё {n}, раньше этих – разберите эти и обновите страницу',
  },
  /** The clocks of the law in one word, for a column. */
  clock: {
    callbackBy: 'перезвонить',
    informBy: 'сообщить',
    localizeBy: 'локализовать',
    restoreBy: 'дать услугу',
    eliminateBy: 'устранить',
  },
  /** Where the law names them. */
  law: {
    callbackBy: 'ПП 416, п. 13',
    informBy: 'ПП 416, п. 13',
    localizeBy: 'ПП 416, п. 13',
    restoreBy: 'ПП 354, прил. 1',
    eliminateBy: 'ПП 416, п. 13',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
