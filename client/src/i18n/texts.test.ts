import { describe, expect, test } from 'vitest'
import { ErrorCode } from '#contracts/error.ts'
import { texts as firstTexts } from '../app/first-texts.ru.ts'
import { paletteTexts } from '../app/palette/texts.ts'
import { railTexts } from '../app/rail/texts.ts'
import { shiftTexts } from '../entities/shift/texts.ts'
import type { Page } from '../page.ts'
import { board } from '../pages/board/routes.ts'
import { pages } from '../pages.ts'
import { catalogues, createAllTexts } from '../testing/all-texts.ts'
import { lazyComponents, madeOf, sources } from '../testing/import-graph.ts'
import { errorKeys } from './error-text.ts'
import { createTexts, type Catalogue } from './i18n.ts'
import { pluralRu } from './plural.ts'

function flat(messages: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') all.set(prefix + key, value)
    else for (const [path, text] of flat(value as object, `${prefix}${key}.`)) all.set(path, text)
  }
  return all
}
const names = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

const known = Object.values(catalogues.ru).map((texts) => flat(texts))
const keys = known.flatMap((texts) => [...texts.keys()])
const groupOf = (key: string): string => key.split('.')[0] ?? ''

/** Keys that a source names: whole ones, and all that `task.${…}` may mean. Names of journal entries look like keys. */
function keysIn(file: string): Set<string> {
  if (/^realtime\/|\/texts\.(ru|en)\.ts$/.test(file)) return new Set()
  const text = sources.get(file) ?? ''
  const whole = new Set([...text.matchAll(/['"`](\w+\.[\w.-]+)['"`]/g)].map(([, key]) => key ?? ''))
  const begun = [...text.matchAll(/`(\w+\.[\w.-]*)\$\{/g)].map(([, start]) => start ?? '')
  return new Set(keys.filter((key) => whole.has(key) || begun.some((start) => key.startsWith(start))))
}
/** Which phrases these files name that are neither in the bundle nor in the catalogues that are loaded for them. */
async function notLoaded(files: readonly string[], loaded: readonly Catalogue[]): Promise<string[]> {
  const texts = await Promise.all(loaded.map((catalogue) => catalogue.ru()))
  const groups = new Set([firstTexts, ...texts.map((one) => one.texts)].flatMap((one) => Object.keys(one)))
  return files.flatMap((file) =>
    [...keysIn(file)].filter((key) => !groups.has(groupOf(key))).map((key) => `${file}: ${key}`),
  )
}

const pageModules = import.meta.glob<Record<string, Page | object>>('../pages/*/routes.ts', { eager: true })
const isPage = (one: Page | object): one is Page => 'name' in one && 'path' in one
const folders = Object.entries(pageModules).flatMap(([file, module]) =>
  Object.values(module)
    .filter(isPage)
    .map((page) => ({ page, routes: file.slice('../'.length) })),
)

describe('texts', () => {
  test.each(Object.keys(catalogues.ru))(
    '%s: the English has every phrase, with the same names in it',
    (file) => {
      const english = flat(catalogues.en[file.replace('.ru.', '.en.')] ?? {})
      const russian = flat(catalogues.ru[file] ?? {})
      for (const [key, text] of russian) {
        expect(english.get(key), key).toBeTruthy()
        expect(names(english.get(key) ?? ''), key).toEqual(names(text))
      }
      expect(english.size).toBe(russian.size)
    },
  )
  test('a group is in one catalogue', () => {
    const groups = Object.values(catalogues.ru).flatMap((texts) => Object.keys(texts))
    expect([...new Set(groups)].sort()).toEqual(groups.sort())
  })
  test('every phrase is used somewhere', () => {
    const used = new Set([...sources.keys()].flatMap((file) => [...keysIn(file)]))
    expect(keys.filter((key) => !used.has(key))).toEqual([])
  })
  test('every folder of pages is in the list', () => {
    expect(folders.map(({ page }) => page.name).sort()).toEqual(pages.map((page) => page.name).sort())
  })
  test('what is loaded first names no phrase that comes with a page', async () => {
    const isRoutes = (file: string): boolean => file.endsWith('/routes.ts')
    const files = madeOf(['main.ts'], isRoutes)
    expect(files.length).toBeGreaterThan(100)
    expect(await notLoaded(files, [])).toEqual([])
    // what comes late finds its phrases among the first ones, or brings them as these do (ShiftButton.vue, NavRail.vue)
    const brought: Record<string, readonly Catalogue[]> = {
      'entities/shift/ShiftDialog.vue': [shiftTexts],
      'app/rail/HelpDialog.vue': [railTexts],
      'app/rail/UserSheet.vue': [railTexts],
      'app/palette/CommandPalette.vue': [paletteTexts, ...board.texts],
    }
    const late = files.flatMap(lazyComponents)
    expect(late).toEqual(expect.arrayContaining(Object.keys(brought)))
    for (const file of late)
      expect(await notLoaded(madeOf([file], isRoutes), brought[file] ?? []), file).toEqual([])
  })
  test.each(folders.map((folder) => ({ name: folder.page.name, ...folder })))(
    'the page $name loads every phrase that it names',
    async ({ page, routes }) => {
      const files = [routes, ...madeOf(lazyComponents(routes))]
      expect(files.length).toBeGreaterThan(1)
      expect(await notLoaded(files, page.texts)).toEqual([])
      for (const catalogue of page.texts) {
        const { texts } = await catalogue.ru()
        const groups = new Set(files.flatMap((file) => [...keysIn(file)].map(groupOf)))
        expect(Object.keys(texts).filter((group) => groups.has(group))).not.toEqual([])
      }
    },
  )
  test('every error code of the contract has its phrase', () => {
    for (const code of ErrorCode.options) expect(keys, code).toContain(errorKeys[code])
  })
  test('what was loaded comes in the other language with it, and what is loaded then comes in that', async () => {
    const catalogue = (ru: object, en: object): Catalogue => ({
      ru: async () => ({ texts: ru }),
      en: async () => ({ texts: en }),
    })
    const texts = createTexts({ ru: { first: 'раз' }, en: {} }, catalogue({}, { first: 'one' }))
    const t = texts.i18n.global.t as (key: string) => string
    await texts.load([catalogue({ second: 'два' }, { second: 'two' })])
    expect(['first', 'second'].map(t)).toEqual(['раз', 'два'])
    const change = texts.setLocale('en')
    await texts.load([catalogue({ third: 'три' }, { third: 'three' })])
    await change
    expect(['first', 'second', 'third'].map(t)).toEqual(['one', 'two', 'three'])
    await texts.setLocale('ru')
    expect(['first', 'second', 'third'].map(t)).toEqual(['раз', 'два', 'три'])
  })
  test('what could not be loaded is asked for again', async () => {
    let isAway = true
    const texts = createTexts(
      { ru: {}, en: {} },
      { ru: async () => ({ texts: {} }), en: async () => ({ texts: {} }) },
    )
    const catalogue: Catalogue = {
      ru: async () => (isAway ? Promise.reject(new Error('away')) : { texts: { late: 'поздно' } }),
      en: async () => ({ texts: {} }),
    }
    await expect(texts.load([catalogue])).rejects.toThrow('away')
    isAway = false
    await texts.load([catalogue])
    expect((texts.i18n.global.t as (key: string) => string)('late')).toBe('поздно')
  })
  test.each([
    [0, 'Никто не ждёт'],
    [1, 'Ждёт 1 звонящий'],
    [2, 'Ждут 2 звонящих'],
    [5, 'Ждут 5 звонящих'],
    [21, 'Ждёт 21 звонящий'],
  ])('%d waiting: %s', (n, text) => {
    expect(createAllTexts().i18n.global.t('operator.waiting', { n }, n)).toBe(text)
  })
  test.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [11, 3],
    [12, 3],
    [21, 1],
    [22, 2],
    [111, 3],
  ])('the plural of %d is form %d', (n, form) => expect(pluralRu(n, 4)).toBe(form))
})
