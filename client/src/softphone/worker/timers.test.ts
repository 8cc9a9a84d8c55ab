import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchClock } from './clock-jump.ts'
import { createWorkerTimers, pageTimers, type TimerRequest } from './timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A Worker that keeps what it is asked, and answers when told to. */
function fakeWorker() {
  const worker = new EventTarget()
  const asked: TimerRequest[] = []
  const postMessage = (request: TimerRequest): void => void asked.push(request)
  const fire = (id: number): void => void worker.dispatchEvent(new MessageEvent('message', { data: id }))
  return {
    asked,
    fire,
    timers: createWorkerTimers({ postMessage, addEventListener: worker.addEventListener.bind(worker) }),
  }
}

it('runs what the Worker says is due, once, and nothing that was ended', () => {
  const { asked, fire, timers } = fakeWorker()
  const run = vi.fn<() => void>()
  timers.after(500, run)
  const end = timers.after(700, run)
  end()
  expect(asked).toEqual([
    { id: 1, afterMs: 500 },
    { id: 2, afterMs: 700 },
    { id: 2, afterMs: null },
  ])
  fire(2)
  expect(run).not.toHaveBeenCalled()
  fire(1)
  fire(1)
  expect(run).toHaveBeenCalledOnce()
})

it('repeats until it is ended', () => {
  const run = vi.fn<() => void>()
  const end = pageTimers.every(1_000, run)
  vi.advanceTimersByTime(3_500)
  end()
  vi.advanceTimersByTime(3_000)
  expect(run).toHaveBeenCalledTimes(3)
})

it('a clock that jumped by minutes tells of a sleep, a slow second does not', () => {
  const jumped = vi.fn<() => void>()
  let slept = 0
  const end = watchClock({ timers: pageTimers, now: () => Date.now() + slept, jumped })
  vi.advanceTimersByTime(10_000)
  slept = 4_000
  vi.advanceTimersByTime(2_000)
  expect(jumped).not.toHaveBeenCalled()
  slept = 600_000
  vi.advanceTimersByTime(2_000)
  expect(jumped).toHaveBeenCalledOnce()
  end()
})
