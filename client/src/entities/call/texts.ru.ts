/** Phrases of calls and their recordings. */
export const texts = {
  call: {
    in: 'Входящий',
    out: 'Исходящий',
    ringing: 'звонит',
    talking: 'разговор',
    held: 'на удержании',
    ended: 'окончен',
    answered: 'отвечен',
    informed: 'сообщено автоинформатором',
    abandoned: 'пропущен',
    callbackAsked: 'просил перезвонить',
    failed: 'не состоялся',
    lost: 'прерван',
    at: 'у оператора {name}',
    queued: 'в очереди',
    awaitsCall: 'ждёт звонка, {n}-й в очереди',
    recordingError: 'Запись не открылась. Возможно, она ещё пишется.',
    audited: 'Прослушивание отмечается в журнале доступа.',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
