import type { Catalogue } from '../../../i18n/i18n.ts'

export const wrapUpTexts: Catalogue = {
  ru: () => import('./texts.ru.ts'),
  en: () => import('./texts.en.ts'),
}
