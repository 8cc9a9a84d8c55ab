import type { MessageKey } from '../../i18n/i18n.ts'
import type { Page, View } from '../../page.ts'

const form = {
  component: () => import('./form/FormPage.vue'),
  access: 'shutdown.manage',
  title: 'shutdownForm.newTitle',
} as const

/** What is made of the shutdowns; the links beside one another (PageLinks.vue) are these, after the list. */
export const reports = [
  {
    path: 'daily',
    component: () => import('./reports/DailyPage.vue'),
    title: 'shutdownReport.dailyTitle',
    link: 'shutdown.daily',
  },
  {
    path: 'hours',
    component: () => import('./reports/HoursPage.vue'),
    title: 'shutdownReport.hoursTitle',
    link: 'shutdown.hours',
  },
] as const satisfies readonly (View & { link: MessageKey })[]

export const shutdowns: Page = {
  name: 'shutdowns',
  title: { ru: 'Отключения', en: 'Shutdowns' },
  path: '/shutdowns',
  access: 'board.see',
  views: [
    { path: '', component: () => import('./Page.vue') },
    { path: 'new', ...form },
    { path: ':id(\\d+)/change', ...form },
    {
      path: ':id(\\d+)/notice',
      component: () => import('./notice/NoticePage.vue'),
      title: 'shutdownNotice.title',
    },
    ...reports,
  ],
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'shutdowns', isDaily: true, keys: 'Alt+6' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    shutdowns: string
  }
}
