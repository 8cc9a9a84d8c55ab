/** Phrases of places: links to them, the search of an address. */
export const texts = {
  place: {
    allOfNumber: 'всё об этом номере',
    flatPage: 'Карточка квартиры',
    housePage: 'Карточка дома',
    searchPlaceholder: 'улица, дом, квартира',
    searching: 'Ищу…',
    nothing: 'Такого адреса в справочнике нет. Впишите его в уточнение места.',
    debt: 'Долг {sum} на {day}',
  },
}
export type Texts = typeof texts

declare module '../../i18n/messages.ts' {
  interface Messages extends Texts {}
}
