/** Phrases of operators and their states. */
export const texts = {
  operator: {
    offline: 'не на линии',
    available: 'на линии',
    ringing: 'звонок',
    talking: 'в разговоре',
    paused: 'перерыв',
    wrapUp: 'после звонка',
    unreachable: 'звонки не идут',
    noHeartbeat: 'нет связи с рабочим местом',
    phoneLost: 'телефон переподключается',
    microphoneOff: 'микрофон выключен',
    state: 'Состояние',
    stateTitle: 'Ваше состояние',
    toAvailable: 'Принимать звонки',
    pauseFor: 'Не принимать звонки',
    note: 'Примечание',
    nobodyLeft: 'Кроме вас, звонки сейчас принимать некому: звонящие останутся в очереди.',
    pauseAnyway: 'Всё равно уйти: {reason}',
    wrapUpLeft: 'До следующего звонка {left}',
    wrapUpMore: 'Ещё 30 с',
    wrapUpReady: 'Готов',
    notOffered: 'Звонки вам не идут: {why}',
    title: 'Операторы',
    none: 'Нет ни одного оператора на линии',
    waiting: 'Никто не ждёт | Ждёт {n} звонящий | Ждут {n} звонящих | Ждут {n} звонящих',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
