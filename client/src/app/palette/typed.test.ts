import { describe, expect, test } from 'vitest'
import { fit, numberAmong, typedDigits } from './typed.ts'

describe('what was typed into the palette', () => {
  test.each([
    ['Доска заявок', 'дос', 2],
    ['Доска заявок', 'ljc', 2],
    ['Task board', 'boa', 1],
    ['Тёмное оформление', 'темн', 2],
    ['Перезвонить по самой старой', 'стар перез', 1],
    ['Доска заявок', 'доски', 0],
    ['Доска заявок', '  ', 0],
  ] as const)('«%s» answers «%s»: %i', (name, typed, expected) => {
    expect(fit(name, typed)).toBe(expected)
  })
  test.each([
    ['104', '104'],
    ['+7 (912) 345-67', '7912345-67'.replace('-', '')],
    ['ленина 15', ''],
    ['15-8', '158'],
  ])('the number in «%s» is «%s»', (typed, digits) => {
    expect(typedDigits(typed).endsWith(digits)).toBe(true)
    expect(typedDigits(typed) === '').toBe(digits === '')
  })
  test.each([
    ['отложить 4198', { tail: '4198', rest: 'отложить' }],
    ['26-004198 взять', { tail: '26-004198', rest: 'взять' }],
    ['4198', null],
    ['ленина 15', null],
  ])('«%s» names the task %o', (typed, expected) => {
    expect(numberAmong(typed)).toEqual(expected)
  })
})
