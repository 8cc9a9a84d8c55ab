import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useToasts } from './toasts.ts'

beforeEach(() => setActivePinia(createPinia()))
const shown = (): string[] => useToasts().toasts.map(({ text }) => text)

test('an error stays until what was tried has been done', () => {
  vi.useFakeTimers()
  const toasts = useToasts()
  toasts.show('bad', 'Не сохранено')
  vi.advanceTimersByTime(60_000)
  expect(shown()).toEqual(['Не сохранено'])
  toasts.show('good', 'Сохранено')
  expect(shown()).toEqual(['Сохранено'])
  vi.advanceTimersByTime(6_000)
  expect(shown()).toEqual([])
  vi.useRealTimers()
})

test('the same error again is one; when its cause has gone, nothing is left of it', () => {
  const toasts = useToasts()
  toasts.show('bad', 'Нет связи')
  toasts.show('bad', 'Нет связи')
  expect(shown()).toEqual(['Нет связи'])
  toasts.settle()
  expect(shown()).toEqual([])
})
