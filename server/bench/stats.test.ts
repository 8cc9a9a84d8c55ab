import { expect, test } from 'vitest'
import { median, medianInterval, quantile } from './stats.ts'

test('quantiles lie between the values', () => {
  expect(quantile([4, 1, 3, 2], 0)).toBe(1)
  expect(quantile([4, 1, 3, 2], 1)).toBe(4)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([7])).toBe(7)
  expect(median([])).toBeNaN()
})

test('the interval holds the median, is the same each time, and is narrow where values agree', () => {
  const wide = medianInterval([1, 2, 3, 10, 4])
  expect(wide.median).toBe(3)
  expect(wide.low).toBeLessThanOrEqual(3)
  expect(wide.high).toBeGreaterThanOrEqual(3)
  expect(medianInterval([1, 2, 3, 10, 4])).toEqual(wide)
  expect(medianInterval([2, 2, 2, 2])).toEqual({ median: 2, low: 2, high: 2 })
})
