import { expect, test } from 'vitest'
import { zoneOfAfternoon } from './afternoon.ts'

test('it is past one in the afternoon there, at every hour', () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(Date.UTC(2026, 10, 28, hour, 39))
    expect(now.toLocaleTimeString('ru', { timeZone: zoneOfAfternoon(now), timeStyle: 'short' })).toBe('13:39')
  }
})
