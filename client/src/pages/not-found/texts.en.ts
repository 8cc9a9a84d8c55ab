import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  notFound: {
    title: 'There is no such page',
    text: 'The address is mistyped, or the page was removed.',
    home: 'To the first page',
  },
}
