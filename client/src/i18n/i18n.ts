import type { InjectionKey } from 'vue'
import { createI18n, useI18n, type I18n } from 'vue-i18n'
import type { MessageKey } from './messages.ts'
import { pluralEn, pluralRu } from './plural.ts'

export type { MessageKey } from './messages.ts'
export type Locale = 'ru' | 'en'
type AppI18n = I18n<Record<string, never>, Record<string, never>, Record<string, never>, Locale, false>

/** Phrases that are loaded together: `texts.ru.ts` of a folder and the same in English. */
export type Catalogue = Record<Locale, () => Promise<{ texts: object }>>

export interface Texts {
  /** For the app. */
  i18n: AppI18n
  /** Brings these catalogues in the language of the page, and in another one as soon as that is chosen. */
  load(catalogues: readonly Catalogue[]): Promise<void>
  setLocale(locale: Locale): Promise<void>
}

/** `known`: what is in the bundle; `first`: the catalogue whose Russian is among it, its English is loaded when needed. */
export function createTexts(known: Record<Locale, object>, first: Catalogue): Texts {
  const i18n = createI18n<false>({
    legacy: false,
    locale: 'ru',
    fallbackLocale: 'ru',
    pluralRules: { ru: pluralRu, en: pluralEn },
    messages: known as Record<Locale, Record<string, never>>,
  }) as unknown as AppI18n
  const asked = new Set([first])
  const loads = { ru: new Map([[first, Promise.resolve()]]), en: new Map<Catalogue, Promise<void>>() }
  let locale: Locale = 'ru'

  async function read(catalogue: Catalogue, into: Locale): Promise<void> {
    const { texts } = await catalogue[into]()
    i18n.global.mergeLocaleMessage(into, texts)
  }
  /** Once; what failed is tried again by the next who needs it. */
  function bring(catalogue: Catalogue, into: Locale): Promise<void> {
    const under = loads[into].get(catalogue) ?? read(catalogue, into)
    loads[into].set(catalogue, under)
    under.catch(() => loads[into].delete(catalogue))
    return under
  }
  return {
    i18n,
    async load(catalogues) {
      for (const catalogue of catalogues) asked.add(catalogue)
      await Promise.all(catalogues.map((catalogue) => bring(catalogue, locale)))
    },
    async setLocale(next) {
      const before = locale
      // at once: what is loaded from now on comes in it
      locale = next
      try {
        await Promise.all([...asked].map((catalogue) => bring(catalogue, next)))
      } catch (error) {
        if (locale === next) locale = before
        throw error
      }
      i18n.global.locale.value = next
      document.documentElement.lang = next
    },
  }
}

export const textsKey: InjectionKey<Texts> = Symbol('texts')

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
