import { formTexts } from '../../ui/form/texts.ts'
import type { Page } from '../../page.ts'

export const lines: Page = {
  name: 'lines',
  title: { ru: 'Линии и очереди', en: 'Lines and queues' },
  path: '/lines',
  access: 'line.manage',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, formTexts],
  navigation: { group: 'settings' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    lines: string
  }
}
