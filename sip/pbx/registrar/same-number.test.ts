import { expect, test } from 'vitest'
import { isSameNumber } from './same-number.ts'

test.each([
  ['+79220000001', '89220000001', true],
  ['+7 922 000-00-01', '79220000001', true],
  ['101', '101', true],
  ['101', '8101', false],
  ['', '', false],
  ['+79220000001', '+79220000002', false],
])('%s and %s: %s', (one, other, expected) => {
  expect(isSameNumber(one, other)).toBe(expected)
})
