import type { Page } from '../../page.ts'

export const board: Page = {
  name: 'board',
  title: { ru: 'Доска заявок', en: 'Task board' },
  path: '/board',
  access: 'board.see',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'calls', isDaily: true, keys: 'Alt+2' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    board: string
  }
}
