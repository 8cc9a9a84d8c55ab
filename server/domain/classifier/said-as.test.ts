import { expect, test } from 'vitest'
import { isSaidAs, saysNothing } from './said-as.ts'

const problem = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}]+/u)

test.each([
  ['прорвало', 'Прорыв или течь стояка'],
  ['топит', 'Затопление сверху'],
  ['потолка', 'Затопление сверху'],
  ['течет', 'Течь в подвале'],
  ['труба', 'Прорыв радиатора или трубы отопления'],
  ['воняет', 'Запах газа'],
  ['застрял', 'Застряли люди'],
  ['искрит', 'Искрит проводка или щиток'],
  ['темно', 'Нет света в подъезде'],
  ['батареи', 'Нет отопления, в комнате от +8 до +10'],
  ['унитаз', 'Засор канализации'],
  ['дымит', 'Пожар, задымление'],
])('«%s» is said of «%s»', (word, text) => expect(isSaidAs(word, problem(text))).toBe(true))

test.each([
  ['темно', 'Засор канализации'],
  ['прорвало', 'Лифт не работает'],
  ['во', 'Нет холодной воды'],
])('«%s» is not said of «%s»', (word, text) => expect(isSaidAs(word, problem(text))).toBe(false))

test('little words say nothing of a problem', () => {
  expect(['с', 'в', 'меня'].every(saysNothing)).toBe(true)
  expect(saysNothing('свет')).toBe(false)
})
