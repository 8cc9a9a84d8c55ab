import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRingNotice } from './ring-notice.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function desk(hasFocus = false) {
  const page = { title: 'Пульт – ЕДС', hasFocus: () => hasFocus }
  const shown: { title: string; options: NotificationOptions; click: () => void; isClosed: boolean }[] = []
  const focus = vi.fn<() => void>()
  const notice = createRingNotice({
    document: page,
    focus,
    notify: (title, options) => {
      const entry = { title, options, click: () => undefined as void, isClosed: false }
      shown.push(entry)
      return {
        close: () => {
          entry.isClosed = true
        },
        addEventListener: (_type: string, listener: unknown) => {
          entry.click = listener as () => void
        },
      }
    },
  })
  return { page, shown, focus, notice }
}
const ring = { title: 'Звонит +7 3452 00-12-03', body: 'Мария' }

describe('ring notice', () => {
  test('the tab’s title blinks while it rings and then is what it was', () => {
    const { page, notice } = desk()
    notice.show(ring)
    expect(page.title).toBe('☎ Звонит +7 3452 00-12-03')
    vi.advanceTimersByTime(1000)
    expect(page.title).toBe('Пульт – ЕДС')
    vi.advanceTimersByTime(1000)
    expect(page.title).toContain('☎')
    notice.show(null)
    expect(page.title).toBe('Пульт – ЕДС')
    vi.advanceTimersByTime(5000)
    expect(page.title).toBe('Пульт – ЕДС')
  })

  test('a title that the page changed meanwhile is kept', () => {
    const { page, notice } = desk()
    notice.show(ring)
    page.title = 'Доска – ЕДС'
    vi.advanceTimersByTime(1000)
    notice.show(null)
    expect(page.title).toBe('Доска – ЕДС')
  })

  test('a notification stays until the ring ends; its click brings the page', () => {
    const { shown, focus, notice } = desk()
    notice.show(ring)
    expect(shown[0]).toMatchObject({
      title: ring.title,
      options: { body: 'Мария', requireInteraction: true },
    })
    shown[0]?.click()
    expect(focus).toHaveBeenCalled()
    notice.show(null)
    expect(shown[0]?.isClosed).toBe(true)
  })

  test('no notification to somebody who looks at the page', () => {
    const { shown, notice } = desk(true)
    notice.show(ring)
    expect(shown).toEqual([])
    notice.show(null)
  })
})
