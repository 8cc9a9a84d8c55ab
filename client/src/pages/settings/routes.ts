import type { Page } from '../../page.ts'
import { formTexts } from '../../ui/form/texts.ts'

export const settings: Page = {
  name: 'settings',
  title: { ru: 'Настройки', en: 'Settings' },
  path: '/settings',
  access: 'settings.see',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, formTexts],
  navigation: { group: 'settings', keys: 'Alt+5' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    settings: string
  }
}
