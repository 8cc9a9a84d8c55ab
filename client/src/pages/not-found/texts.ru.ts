/** Phrases of the page for a wrong address. */
export const texts = {
  notFound: {
    title: 'Такой страницы нет',
    text: 'Адрес набран с ошибкой, или страницу убрали.',
    home: 'На главную',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
