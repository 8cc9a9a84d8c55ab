import { consentTexts } from '../../entities/consent/texts.ts'
import type { Page } from '../../page.ts'
import { formTexts } from '../../ui/form/texts.ts'

export const consents: Page = {
  name: 'consents',
  title: { ru: 'Согласия на звонки', en: 'Consents to calls' },
  path: '/consents',
  access: 'consent.keep',
  views: () => import('./Page.vue'),
  texts: [{ ru: () => import('./texts.ru.ts'), en: () => import('./texts.en.ts') }, consentTexts, formTexts],
  navigation: { group: 'settings' },
}

declare module '../../i18n/messages.ts' {
  interface PageTitles {
    consents: string
  }
}
