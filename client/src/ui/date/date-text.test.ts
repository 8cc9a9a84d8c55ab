import { expect, test } from 'vitest'
import { isWholeDate, readDate, showDate, stepDate } from './date-text.ts'

test.each([
  ['28.11.2026', '2026-11-28'],
  ['28.11.26', '2026-11-28'],
  [' 5.1 ', '2026-01-05'],
  ['5 1', '2026-01-05'],
  ['05/01/2027', '2027-01-05'],
  ['7', '2026-11-07'],
  ['2026-02-29', null],
  ['2026-02-28', '2026-02-28'],
  ['29.02.2028', '2028-02-29'],
  ['29.02.2027', null],
  ['31.11', null],
  ['0.11', null],
  ['11.28.2026', null],
  ['вчера', null],
  ['', null],
])('%j is %s', (typed, iso) => {
  expect(readDate(typed, '2026-11-23')).toBe(iso)
})

test('a day is shown as it is typed, and read back as the same', () => {
  expect(showDate('2026-01-05')).toBe('05.01.2026')
  expect(readDate(showDate('2026-01-05'), '2020-06-01')).toBe('2026-01-05')
})

test.each([
  ['1.1.2009', true],
  ['2009-01-01', true],
  ['28.11', false],
  ['28.11.20', false],
])('whether %j is typed to its end: %s', (typed, isWhole) => {
  expect(isWholeDate(typed)).toBe(isWhole)
})

test('a step goes over the ends of months and years', () => {
  expect(stepDate('2026-12-31', 1)).toBe('2027-01-01')
  expect(stepDate('2028-03-01', -1)).toBe('2028-02-29')
})
