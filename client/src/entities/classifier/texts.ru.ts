/** Phrases of the classifier: the dangers that have a script. */
export const texts = {
  dangerKind: {
    gas: 'Запах газа',
    lift: 'Люди в лифте',
    fire: 'Пожар, задымление',
    electricity: 'Искрит проводка, оголённый провод',
    collapse: 'Падают части здания',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
