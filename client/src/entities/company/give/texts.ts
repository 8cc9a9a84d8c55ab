import type { Catalogue } from '../../../i18n/i18n.ts'

export const giveTexts: Catalogue = {
  ru: () => import('./texts.ru.ts'),
  en: () => import('./texts.en.ts'),
}
