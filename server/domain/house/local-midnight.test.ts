import { expect, it } from 'vitest'
import { localMidnight, nextDay, nextMonth } from './local-midnight.ts'

it.each([
  ['2026-11-22', 'Asia/Yekaterinburg', '2026-11-21T19:00:00.000Z'],
  ['2026-11-22', 'Europe/Kaliningrad', '2026-11-21T22:00:00.000Z'],
  ['2026-11-22', 'Asia/Kamchatka', '2026-11-21T12:00:00.000Z'],
  ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
  ['2026-11-22', 'Pacific/Pago_Pago', '2026-11-22T11:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, at) => {
  expect(localMidnight(day, zone).toISOString()).toBe(at)
})

it('goes over ends of months and years', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01')
  expect(nextMonth('2026-12')).toBe('2027-01-01')
  expect(nextMonth('2026-02')).toBe('2026-03-01')
})
