import { createI18n, useI18n, type I18n } from 'vue-i18n'
import { pluralEn, pluralRu } from './plural.ts'
import type { rareRu } from './rare-ru.ts'
import { ru } from './ru.ts'

type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }
export type Messages = Widen<typeof ru & typeof rareRu>
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
/** Every key of the dictionary; a key that is not in it does not compile. */
export type MessageKey = Paths<typeof ru & typeof rareRu>

export type Locale = 'ru' | 'en'
type AppI18n = I18n<{ ru: Messages }, Record<string, never>, Record<string, never>, Locale, false>

/** The Russian of daily pages is in the bundle; the rest and English are loaded when they are needed. */
export function createTexts(): AppI18n {
  return createI18n<false>({
    legacy: false,
    locale: 'ru',
    fallbackLocale: 'ru',
    pluralRules: { ru: pluralRu, en: pluralEn },
    messages: { ru },
  }) as unknown as AppI18n
}

/** Before a page of `rareTexts` is shown. English comes whole. */
export async function loadRareTexts(i18n: AppI18n): Promise<void> {
  const { rareRu } = await import('./rare-ru.ts')
  i18n.global.mergeLocaleMessage('ru', rareRu)
}

export async function setLocale(i18n: AppI18n, locale: Locale): Promise<void> {
  if (locale === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { en } = await import('./en.ts')
    i18n.global.setLocaleMessage('en', en)
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

export type Named = Record<string, string | number>
/** `t(key)`, `t(key, { name })`, or `t(key, { n }, n)` for a plural. */
export type Translate = (key: MessageKey, named?: Named, plural?: number) => string

export function useText(): { t: Translate; locale: () => string } {
  const { t, locale } = useI18n({ useScope: 'global' })
  return {
    t: (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural)),
    locale: () => locale.value,
  }
}
