import { describe, expect, test } from 'vitest'
import { ErrorCode } from '#contracts/error.ts'
import { en } from './en.ts'
import { errorKeys } from './error-text.ts'
import { createTexts } from './i18n.ts'
import { pluralRu } from './plural.ts'
import { rareRu } from './rare-ru.ts'
import { ru } from './ru.ts'

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

const sources = import.meta.glob<string>('../**/*.{vue,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
/** Where pages of `rareTexts` are made of, and what is no page. */
const rarePlaces =
  /pages\/(directory|house|flat|person|rules|import|settings|shutdowns)\/|entities\/(directory|happened|form)\/|UndoBar|i18n|\.test\.ts|testing\/|^\.\//

describe('texts', () => {
  test('English has every phrase of the Russian, with the same names in it', () => {
    const english = flat(en)
    for (const [key, text] of flat({ ...ru, ...rareRu })) {
      expect(english.get(key), key).toBeTruthy()
      expect(names(english.get(key) ?? ''), key).toEqual(names(text))
    }
    expect(english.size).toBe(flat({ ...ru, ...rareRu }).size)
  })
  test('daily pages need no phrase that is loaded with the rare ones', () => {
    const groups = new RegExp(`['\`](${Object.keys(rareRu).join('|')})\\.[a-z]`)
    const known = Object.entries(sources).filter(([file]) => !rarePlaces.test(file))
    expect(known.length).toBeGreaterThan(100)
    const words = known.flatMap(([file, text]) =>
      text
        .replaceAll(/'directory\.(see|edit|import)'/g, '')
        .split('\n')
        .filter((line) => groups.test(line) && !/\bimport\b.*from/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(words).toEqual([])
  })
  test('every error code of the contract has its phrase', () => {
    const texts = flat(ru)
    for (const code of ErrorCode.options) expect(texts.get(errorKeys[code]), code).toBeTruthy()
  })
  test.each([
    [0, 'Никто не ждёт'],
    [1, 'Ждёт 1 звонящий'],
    [2, 'Ждут 2 звонящих'],
    [5, 'Ждут 5 звонящих'],
    [21, 'Ждёт 21 звонящий'],
  ])('%d waiting: %s', (n, text) => {
    expect(createTexts().global.t('operator.waiting', { n }, n)).toBe(text)
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
