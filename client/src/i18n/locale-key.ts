import type { InjectionKey } from 'vue'
import type { Locale } from './i18n.ts'

/** Switches the language of the page and remembers it. */
export const localeKey: InjectionKey<(locale: Locale) => Promise<void>> = Symbol('locale')
