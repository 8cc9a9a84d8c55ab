import { createTexts, type Texts } from '../i18n/i18n.ts'
import { titlesIn } from '../pages.ts'

/** Every catalogue by its file, as tests see them. */
export const catalogues = {
  ru: import.meta.glob<object>('../**/texts.ru.ts', { import: 'texts', eager: true }),
  en: import.meta.glob<object>('../**/texts.en.ts', { import: 'texts', eager: true }),
}

/** Whatever a test mounts, its phrases are there. */
export function createAllTexts(): Texts {
  const texts: object = Object.assign({}, ...Object.values(catalogues.ru), titlesIn('ru'))
  return createTexts({ ru: texts, en: {} }, { ru: async () => ({ texts }), en: async () => ({ texts: {} }) })
}
