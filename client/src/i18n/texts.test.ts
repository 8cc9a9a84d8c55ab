import { describe, expect, test } from 'vitest'
import { ErrorCode } from '#contracts/error.ts'
import { en } from './en.ts'
import { errorKeys } from './error-text.ts'
import { createTexts } from './i18n.ts'
import { pluralRu } from './plural.ts'
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

describe('texts', () => {
  test('English has every phrase of the Russian, with the same names in it', () => {
    const english = flat(en)
    for (const [key, text] of flat(ru)) {
      expect(english.get(key), key).toBeTruthy()
      expect(names(english.get(key) ?? ''), key).toEqual(names(text))
    }
    expect(english.size).toBe(flat(ru).size)
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
