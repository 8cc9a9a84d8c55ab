/** Phrases of the page of missed calls. */
export const texts = {
  missed: {
    title: 'Пропущенные звонки',
    lead: 'Перезвонить нужно в течение десяти минут (ПП РФ 416, п. 13)',
    empty: 'Перезванивать некому',
    emptyHint: 'Звонок, на который не ответили, появится здесь сам – с оставшимся временем.',
    columnLeft: 'Осталось',
    columnNumber: 'Номер',
    columnAddress: 'Адрес',
    columnMissed: 'Звонил',
    columnRepeats: 'Повторы',
    columnOwner: 'Кто перезванивает',
    nobody: 'никто',
    callBack: 'Перезвонить',
    callBackTo: 'Перезвонить: {number}',
    claim: 'Взять',
    release: 'Отпустить',
    takeOver: 'Забрать',
    takeOverTitle: 'Забрать перезвон у коллеги',
    takeOverReason: 'Почему забираете',
    takeOverHint: 'Причина останется в истории звонка.',
    takeOverShort: 'Опишите причину хотя бы тремя буквами.',
    changeClaim: 'Взять, отпустить или забрать перезвон',
    openCard: 'Открыть карточку',
    discarded: 'Сняты без перезвона за сутки',
    nextRow: 'Следующая строка',
    previousRow: 'Предыдущая строка',
    offLine: 'Телефон не на линии: перезвонить отсюда нельзя.',
    repeats: '{n} раз | {n} раз | {n} раза | {n} раз',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
