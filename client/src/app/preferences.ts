import type { Locale } from '../i18n/i18n.ts'

export type Theme = 'system' | 'light' | 'dark'

const themeKey = 'vakhta.theme'
const localeKey = 'vakhta.locale'

/** Storage may be forbidden or full; a preference is then only for this page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // See above.
  }
}

export function readTheme(): Theme {
  const theme = read(themeKey)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export function setTheme(theme: Theme): void {
  write(themeKey, theme === 'system' ? null : theme)
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export const readLocale = (): Locale => (read(localeKey) === 'en' ? 'en' : 'ru')
export const keepLocale = (locale: Locale): void => write(localeKey, locale)
