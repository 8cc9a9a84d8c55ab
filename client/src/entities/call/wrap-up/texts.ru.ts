/** Phrases of what a talk came to; they come with the codes, and with the log. */
export const texts = {
  wrapUp: {
    title: 'Итог разговора',
    task: 'Заявка',
    advice: 'Консультация',
    status: 'Вопрос о заявке',
    complaint: 'Жалоба',
    notOurs: 'Не наш дом',
    wrongNumber: 'Ошиблись номером',
    badLine: 'Плохо слышно',
    abuse: 'Грубость, угрозы',
  },
}
export type Texts = typeof texts

declare module '../../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
