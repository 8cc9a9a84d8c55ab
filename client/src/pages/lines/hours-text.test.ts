import { expect, test } from 'vitest'
import { readHours, showHours } from './hours-text.ts'

test.each([
  ['08:00–12:00, 13:00–24:00', '08:00–12:00, 13:00–24:00'],
  ['8-20', '08:00–20:00'],
  ['', ''],
])('%s is read', (typed, shown) => {
  expect(showHours(readHours(typed) ?? [{ from: 0, to: 1 }])).toBe(shown)
})
test.each(['20-8', '8', 'с 8 до 20', '8:60-9', '10-25'])('%s is no hours', (typed) => {
  expect(readHours(typed)).toBeNull()
})
