import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startWatchdog, type Watchdog } from './watchdog.ts'

const parts = { quietMs: 20_000, patienceMs: 5_000, ping: vi.fn<() => void>(), dead: vi.fn<() => void>() }
let watchdog: Watchdog
beforeEach(() => {
  vi.useFakeTimers()
  vi.clearAllMocks()
  watchdog = startWatchdog(parts)
})
afterEach(() => {
  watchdog.stop()
  vi.useRealTimers()
})

it('pings after silence and gives up when nothing comes back', () => {
  vi.advanceTimersByTime(19_999)
  expect(parts.ping).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(parts.ping).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(5_000)
  expect(parts.dead).toHaveBeenCalledOnce()
})

it('is content with anything that is heard', () => {
  for (let round = 0; round < 5; round += 1) {
    vi.advanceTimersByTime(20_000)
    watchdog.heard()
  }
  expect(parts.ping).toHaveBeenCalledTimes(5)
  expect(parts.dead).not.toHaveBeenCalled()
})

it('waits for an answer from the first request on, however many follow', () => {
  watchdog.expect()
  vi.advanceTimersByTime(3_000)
  watchdog.expect()
  vi.advanceTimersByTime(2_000)
  expect(parts.dead).toHaveBeenCalledOnce()
})

it('does nothing after stop', () => {
  watchdog.stop()
  vi.advanceTimersByTime(60_000)
  expect(parts.ping).not.toHaveBeenCalled()
})
