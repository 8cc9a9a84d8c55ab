import { expect, test } from 'vitest'
import { clock, durationPhrase } from './duration.ts'

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [3600, '1:00:00'],
  [3725, '1:02:05'],
  [-3, '0:00'],
])('%d s on a clock: %s', (seconds, text) => expect(clock(seconds)).toBe(text))
test.each([
  [300, 'duration.minutes', { m: 5 }],
  [3600, 'duration.wholeHours', { h: 1 }],
  [-5400, 'duration.hours', { h: 1, m: 30 }],
  [3 * 86400, 'duration.wholeDays', { d: 3 }],
  [3 * 86400 + 7200, 'duration.days', { d: 3, h: 2 }],
])('%d s in words', (seconds, key, values) => expect(durationPhrase(seconds)).toEqual({ key, values }))
