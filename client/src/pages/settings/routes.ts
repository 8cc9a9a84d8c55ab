import type { Page } from '../../page.ts'

export const settings: Page = {
  name: 'settings',
  title: { ru: 'Настройки', en: 'Settings' },
  path: '/settings',
  access: 'settings.see',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }],
  navigation: { group: 'settings', keys: 'Alt+5' },
}
