import { expect, test } from 'vitest'
import { scriptInText, scriptOf } from './scripts.ts'

test.each([
  ['В подъезде пахнет газом', 'gas'],
  ['сильный запах газа', 'gas'],
  ['женщина застряла в лифте', 'lift'],
  ['лифт застрял, внутри ребёнок', 'lift'],
  ['дым из подвала', 'fire'],
  ['щиток искрит', 'electricity'],
  ['течёт кран на кухне', null],
  ['не горячая вода, газовая плита работает', null],
  ['лифт не работает', null],
])('%s: %s', (text, script) => expect(scriptInText(text)).toBe(script))

test('a script that this client does not know opens none', () => {
  expect(scriptOf({ dangerScript: 'gas' })).toBe('gas')
  expect(scriptOf({ dangerScript: 'meteor' })).toBeNull()
  expect(scriptOf(null)).toBeNull()
})
