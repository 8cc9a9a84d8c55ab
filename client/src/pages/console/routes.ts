import type { Page } from '../../page.ts'

export const consolePage: Page = {
  name: 'console',
  title: { ru: 'Рабочее место', en: 'Console' },
  path: '/console',
  access: 'task.register',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'calls', isDaily: true, keys: 'Alt+1', needs: 'call.answer' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    console: string
  }
}
