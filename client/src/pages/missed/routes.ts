import type { Page } from '../../page.ts'

export const missed: Page = {
  name: 'missed',
  title: { ru: 'Пропущенные', en: 'Missed calls' },
  path: '/missed',
  access: 'task.register',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'calls', isDaily: true, keys: 'Alt+3' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    missed: string
  }
}
