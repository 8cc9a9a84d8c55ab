import { giveTexts } from '../../entities/company/give/texts.ts'
import { formTexts } from '../../ui/form/texts.ts'
import type { Page } from '../../page.ts'

export const companies: Page = {
  name: 'companies',
  title: { ru: 'Управляющие компании', en: 'Companies' },
  path: '/companies',
  access: 'settings.see',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, formTexts, giveTexts],
  navigation: { group: 'settings' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    companies: string
  }
}
