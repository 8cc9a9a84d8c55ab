import { expect, it } from 'vitest'
import { isHidden, phoneDigits } from './caller-number.ts'

it.each([
  ['+79220000001', '79220000001'],
  ['8 (922) 000-00-01', '79220000001'],
  ['89220000001', '79220000001'],
  ['9220000001', '79220000001'],
  ['(3452) 12-34-56', '73452123456'],
  ['+49 30 901820', '4930901820'],
  ['112', '112'],
  ['12-34-56', '123456'],
  ['', ''],
  ['anonymous', ''],
  ['Unknown', ''],
  ['op-12', ''],
  ['sip:resident', ''],
  ['+', ''],
])('%s is looked up as %s', (text, digits) => {
  expect(phoneDigits(text)).toBe(digits)
})

it('takes names and nothing for a hidden number', () => {
  expect([isHidden(''), isHidden('Anonymous'), isHidden('+79220000001')]).toEqual([true, true, false])
})
