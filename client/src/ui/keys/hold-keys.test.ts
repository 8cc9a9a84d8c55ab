import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showKeysWhileHeld } from './hold-keys.ts'

const root = document.createElement('div')
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers()
  stop = showKeysWhileHeld(window, root)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  delete root.dataset['keys']
})
const press = (key: string, more: KeyboardEventInit = {}): boolean =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, ...more }))
const release = (): boolean => window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt' }))

test('keys stand while Alt is held for a quarter of a second, and go when it is released', () => {
  press('Alt')
  vi.advanceTimersByTime(240)
  expect(root.dataset['keys']).toBeUndefined()
  vi.advanceTimersByTime(20)
  expect(root.dataset['keys']).toBe('held')
  release()
  expect(root.dataset['keys']).toBeUndefined()
})

test('a command with Alt shows nothing', () => {
  press('Alt')
  press('1')
  vi.advanceTimersByTime(1000)
  expect(root.dataset['keys']).toBeUndefined()
})

test('a page that is left with Alt down has no keys left on it', () => {
  press('Alt')
  vi.advanceTimersByTime(300)
  window.dispatchEvent(new Event('blur'))
  expect(root.dataset['keys']).toBeUndefined()
})

test('the preference to show them always outlives the release', () => {
  root.dataset['keys'] = 'shown'
  press('Alt')
  vi.advanceTimersByTime(300)
  release()
  expect(root.dataset['keys']).toBe('shown')
})
