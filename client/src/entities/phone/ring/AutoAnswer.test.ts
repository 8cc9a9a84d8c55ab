import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { click, mountInApp, one } from '../../../testing/mount.ts'
import PhoneStrip from '../PhoneStrip.vue'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => void vi.useRealTimers())

test('with auto-answer a call is taken after a second of ringing, but never into a talk', async () => {
  const page = await mountInApp(PhoneStrip, { props: { always: true } })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  page.phone.show({ calls: [samplePhoneCall()] })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(page.phone.asked).not.toContain('answer c1')
  await page.press('v', { altKey: true, code: 'KeyV' })
  expect(one('button', /Автоответ/).getAttribute('aria-pressed')).toBe('true')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(page.phone.asked).toContain('answer c1')
  page.phone.show({
    calls: [samplePhoneCall({ state: 'talking' }), samplePhoneCall({ id: 'c2' })],
  })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(page.phone.asked).not.toContain('answer c2')
})

test('two talks can be put together', async () => {
  const page = await mountInApp(PhoneStrip, { props: { always: true } })
  const talk = samplePhoneCall({ state: 'talking', answeredAt: '2026-11-22T10:00:05.000Z' })
  page.phone.show({ calls: [talk] })
  await flushPromises()
  await page.press('i', { altKey: true, code: 'KeyI' })
  expect(page.phone.asked).not.toContain('confer')
  page.phone.show({ calls: [talk, { ...talk, id: 'c2', held: true }] })
  await flushPromises()
  await click(one('button', /Объединить/))
  expect(page.phone.asked).toContain('confer')
})
