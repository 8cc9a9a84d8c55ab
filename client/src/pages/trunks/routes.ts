import { formTexts } from '../../ui/form/texts.ts'
import type { Page } from '../../page.ts'

export const trunks: Page = {
  name: 'trunks',
  title: { ru: 'Провайдеры связи', en: 'Telephone providers' },
  path: '/trunks',
  access: 'settings.change',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, formTexts],
  navigation: { group: 'settings' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    trunks: string
  }
}
