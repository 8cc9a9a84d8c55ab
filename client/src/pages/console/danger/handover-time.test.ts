import { expect, test } from 'vitest'
import { wallHours } from '../../../i18n/wall-clock.ts'
import { momentToday } from './handover-time.ts'

const now = new Date(2026, 10, 22, 0, 3, 20)

test('what this clock shows comes back as the same minute', () => {
  expect(momentToday(wallHours(now.getTime()), now)).toBe(new Date(2026, 10, 22, 0, 3).toISOString())
})
test('before midnight was yesterday', () => {
  expect(momentToday('23:58', now)).toBe(new Date(2026, 10, 21, 23, 58).toISOString())
})
test.each(['', '25:00', '1:30', 'полдень'])('«%s» is no time', (time) => {
  expect(momentToday(time, now)).toBeNull()
})
