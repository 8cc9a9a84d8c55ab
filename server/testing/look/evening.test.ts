import { expect, test } from 'vitest'
import { zoneOfEvening } from './evening.ts'

test('it is past ten in the evening there, at every hour', () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(Date.UTC(2026, 10, 28, hour, 39))
    expect(now.toLocaleTimeString('ru', { timeZone: zoneOfEvening(now), timeStyle: 'short' })).toBe('22:39')
  }
})
