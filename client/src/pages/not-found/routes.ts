import type { Page } from '../../page.ts'

export const notFound: Page = {
  name: 'notFound',
  title: { ru: 'Такой страницы нет', en: 'There is no such page' },
  path: '/:rest(.*)*',
  access: 'any',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    notFound: string
  }
}
