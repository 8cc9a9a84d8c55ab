import { formTexts } from '../../ui/form/texts.ts'
import type { Page } from '../../page.ts'

export const rules: Page = {
  name: 'rules',
  title: { ru: 'Классификатор и сроки', en: 'Classifier and deadlines' },
  path: '/rules',
  access: 'settings.see',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, formTexts],
  navigation: { group: 'settings', keys: 'Alt+8' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    rules: string
  }
}
