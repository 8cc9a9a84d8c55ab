import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchPath } from './path-watch.ts'
import { pageTimers } from '../worker/timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks for new paths when nothing flows for two seconds, five times at most, and anew after it flowed', async () => {
  let isFlowing = true
  const restart = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const path = watchPath({ timers: pageTimers, isFlowing: () => isFlowing, restart })
  isFlowing = false
  path.look()
  path.look()
  await vi.advanceTimersByTimeAsync(1_999)
  expect(restart).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(restart).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(restart).toHaveBeenCalledTimes(5)
  isFlowing = true
  path.look()
  isFlowing = false
  path.look()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(restart).toHaveBeenCalledTimes(6)
  path.stop()
})

it('leaves a path alone that heals by itself', async () => {
  let isFlowing = false
  const restart = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const path = watchPath({ timers: pageTimers, isFlowing: () => isFlowing, restart })
  path.look()
  await vi.advanceTimersByTimeAsync(1_000)
  isFlowing = true
  path.look()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(restart).not.toHaveBeenCalled()
})
