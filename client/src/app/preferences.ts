import type { Locale } from '../i18n/i18n.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

const themeKey = 'vakhta.theme'
const densityKey = 'vakhta.density'
const keysKey = 'vakhta.keys'
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
/** public/theme.js does the same with what is stored, before the first paint. */
function mark(name: 'theme' | 'density' | 'keys', value: string | null): void {
  if (value === null) delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = value
}

export function readTheme(): Theme {
  const theme = read(themeKey)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}
export function setTheme(theme: Theme): void {
  const stored = theme === 'system' ? null : theme
  write(themeKey, stored)
  mark('theme', stored)
}

export const readDensity = (): Density => (read(densityKey) === 'compact' ? 'compact' : 'comfortable')
export function setDensity(density: Density): void {
  const stored = density === 'comfortable' ? null : density
  write(densityKey, stored)
  mark('density', stored)
}

/** Whether every key is shown at its control all the time, not only while Alt is held. */
export const readKeysShown = (): boolean => read(keysKey) === 'shown'
export function setKeysShown(shown: boolean): void {
  write(keysKey, shown ? 'shown' : null)
  mark('keys', shown ? 'shown' : null)
}

export const readLocale = (): Locale => (read(localeKey) === 'en' ? 'en' : 'ru')
export const keepLocale = (locale: Locale): void => write(localeKey, locale)
