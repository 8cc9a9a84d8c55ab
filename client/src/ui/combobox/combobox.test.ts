import { expect, test } from 'vitest'
import { findOptions, stepOption } from './combobox.ts'

const options = [
  { text: 'Прорыв или течь стояка', note: 'Квартира › Водоснабжение' },
  { text: 'Нет отопления', note: 'Квартира › Отопление' },
  { text: 'Не заперт щиток', note: 'Подъезд › Электроснабжение' },
]
test.each([
  ['', 3],
  ['прор', 1],
  ['отоп квар', 1],
  ['ТЕЧЬ', 1],
  ['рыв', 0],
  ['заперт', 1],
])('"%s" finds %d', (search, count) => expect(findOptions(options, search)).toHaveLength(count))
test('ё and е are one letter', () => expect(findOptions([{ text: 'Течёт кран' }], 'течет')).toHaveLength(1))
test('an option that answers by another name comes after those that are named, little words aside', () => {
  const synonyms = {
    saysNothing: (word: string) => word === 'с',
    isSaidAs: (word: string, parts: readonly string[]) => word === 'потолка' && parts.includes('отопления'),
  }
  expect(findOptions(options, 'с потолка', synonyms).map(({ text }) => text)).toEqual(['Нет отопления'])
  expect(findOptions(options, 'с', synonyms).map(({ text }) => text)).toEqual(['Прорыв или течь стояка'])
  const both = [...options, { text: 'Течь с потолка', note: '' }]
  expect(findOptions(both, 'потолка', synonyms).map(({ text }) => text)).toEqual([
    'Течь с потолка',
    'Нет отопления',
  ])
})
test('the arrow keys go round', () => {
  expect(stepOption(-1, 3, 1)).toBe(0)
  expect(stepOption(2, 3, 1)).toBe(0)
  expect(stepOption(0, 3, -1)).toBe(2)
  expect(stepOption(-1, 0, 1)).toBe(-1)
})
