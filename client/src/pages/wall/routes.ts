import type { Page } from '../../page.ts'

export const wall: Page = {
  name: 'wall',
  title: { ru: 'Экран на стену', en: 'Wall screen' },
  path: '/wall',
  access: 'board.see',
  isBare: true,
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'calls' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    wall: string
  }
}
