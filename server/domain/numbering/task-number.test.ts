import { expect, it } from 'vitest'
import { taskNumber, taskSeries } from './task-number.ts'

const tyumen = 'Asia/Yekaterinburg'

it.each([
  ['2026-12-31T18:59:59.999Z', 'task:2026', '26-004217'],
  ['2026-12-31T19:00:00.000Z', 'task:2027', '27-004217'], // midnight in Tyumen
  ['2027-01-01T00:00:00.000Z', 'task:2027', '27-004217'],
])('the year is that of the organisation’s clock: %s', (at, series, number) => {
  expect(taskSeries(new Date(at), tyumen)).toBe(series)
  expect(taskNumber(new Date(at), tyumen, 4217)).toBe(number)
})

it('has a series of its own under each prefix', () => {
  const at = new Date('2026-06-01T00:00:00Z')
  expect(taskSeries(at, tyumen, 'УЮ')).toBe('task:2026:УЮ')
  expect(taskNumber(at, tyumen, 17, 'УЮ')).toBe('УЮ26-000017')
})

it('grows a digit when six are not enough', () => {
  expect(taskNumber(new Date('2026-06-01T00:00:00Z'), tyumen, 1_000_000)).toBe('26-1000000')
})
