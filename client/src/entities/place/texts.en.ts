import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  place: {
    allOfNumber: 'all about this number',
    flatPage: 'Page of the flat',
    housePage: 'Page of the house',
    searchPlaceholder: 'street, house, flat',
    searching: 'Searching…',
    nothing: 'This address is not in the directory. Write it into the place.',
    debt: 'Owes {sum} as of {day}',
  },
}
