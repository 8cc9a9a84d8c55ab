import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchWakeUp } from './wake-up.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a jump of the clock is a wake-up, the slow timers of a hidden tab are not', () => {
  let clock = 0
  let wakes = 0
  const end = watchWakeUp(
    () => (wakes += 1),
    () => clock,
  )
  clock += 60_000
  vi.advanceTimersByTime(5000)
  expect(wakes).toBe(0)
  clock += 3_600_000
  vi.advanceTimersByTime(5000)
  expect(wakes).toBe(1)
  end()
  clock += 3_600_000
  vi.advanceTimersByTime(5000)
  expect(wakes).toBe(1)
})
