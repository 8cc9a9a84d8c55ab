import { afterEach, describe, expect, test } from 'vitest'
import { setWallZone, wallDate, wallDay, wallHours, wallMoment, wallTime } from './wall-clock.ts'

afterEach(() => setWallZone(undefined))

describe('the clock on the wall', () => {
  test.each([
    ['Asia/Yekaterinburg', '2026-11-22T19:30:00.000Z', '2026-11-23', '00:30'],
    ['Europe/Moscow', '2026-11-22T19:30:00.000Z', '2026-11-22', '22:30'],
    ['Asia/Kamchatka', '2026-12-31T12:05:00.000Z', '2027-01-01', '00:05'],
    ['America/New_York', '2026-07-01T03:00:00.000Z', '2026-06-30', '23:00'],
  ])('in %s %s is %s, %s', (zone, at, date, hours) => {
    setWallZone(zone)
    const moment = Date.parse(at)
    expect([wallDate(moment), wallHours(moment)]).toEqual([date, hours])
    expect(wallMoment(wallTime(moment)).toISOString()).toBe(at)
  })

  test('tomorrow at nine, over the end of a month', () => {
    setWallZone('Asia/Yekaterinburg')
    const evening = Date.parse('2026-11-30T18:00:00.000Z')
    expect(wallDay(evening, 1, 9, 0).toISOString()).toBe('2026-12-01T04:00:00.000Z')
    expect(wallDay(evening, 0, 24, 0).toISOString()).toBe('2026-11-30T19:00:00.000Z')
  })

  test('nine in the morning is nine on the day when the clocks change', () => {
    setWallZone('America/New_York')
    const saturday = Date.parse('2026-10-31T16:00:00.000Z')
    expect(wallHours(wallDay(saturday, 1, 9, 0).getTime())).toBe('09:00')
  })
})
