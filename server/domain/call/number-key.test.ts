import { expect, it } from 'vitest'
import { phoneDigits } from './caller-number.ts'
import { numberKey, searchedDigits } from './number-key.ts'

it.each([
  ['+79220000001', '79220000001'],
  ['8 (922) 000-00-01', '79220000001'],
  ['7 922 000 00 01', '79220000001'],
  ['9220000001', '79220000001'],
  ['(3452) 12-34-56', '73452123456'],
  ['+49 30 901820', '4930901820'],
  ['+81 3 1234 5678', '81312345678'],
  ['112', '112'],
  ['12-34-56', '123456'],
  ['', ''],
  ['anonymous', ''],
])('the key of %s is %s, and the database keeps the same', (text, key) => {
  expect(numberKey(text)).toBe(key)
  expect(phoneDigits(text)).toBe(key)
})

it('a masked number equals nothing', () => {
  expect(numberKey('+7 345 ***-**-03')).toBe('')
})

it.each([
  ['89220000001', '79220000001'],
  ['8922', '8922'],
  ['000-00-01', '0000001'],
  ['Иван 12', '12'],
  ['кв. 5', ''],
])('a search for %s looks for %s', (search, digits) => {
  expect(searchedDigits(search)).toBe(digits)
})
