import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import { useSettingsStore } from '../settings/store.ts'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { all, click, mountInApp, one } from '../../testing/mount.ts'
import PhoneStrip from './PhoneStrip.vue'
import './talk/DialDialog.vue'
import './talk/KeypadDialog.vue'
import './talk/TransferDialog.vue'

const credentials = (server: string) => ({
  server,
  domain: 'd',
  username: 'op-1',
  realm: 'r',
  ha1: 'h',
  displayName: 'Анна',
  queueNumber: '112',
  expiresAt: '2026-11-23T10:00:00.000Z',
})
beforeEach(() => sessionStorage.clear())

describe('phone strip', () => {
  test('a ringing call shows its number; F2 answers it and opens the console', async () => {
    const page = await mountInApp(PhoneStrip, { props: { always: false }, path: '/board' })
    page.phone.show({ calls: [samplePhoneCall()] })
    await flushPromises()
    expect(one('alert', /Вам звонят/).textContent).toContain('+7 3452 00-12-03')
    await page.press('F2')
    expect(page.phone.asked).toContain('answer c1')
    await vi.waitFor(() => expect(page.router.currentRoute.value.path).toBe('/console'), { timeout: 60_000 })
  })

  test('a talk can be held, muted and ended by buttons and keys', async () => {
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    page.phone.show({
      calls: [samplePhoneCall({ state: 'talking', answeredAt: '2026-11-22T10:00:05.000Z' })],
    })
    await flushPromises()
    await click(one('button', 'Удержать'))
    await page.press('F9')
    await page.press('F4')
    expect(page.phone.asked).toEqual(expect.arrayContaining(['hold c1', 'mute c1', 'hangUp c1']))
    page.phone.show({ calls: [samplePhoneCall({ state: 'talking', held: true, muted: true })] })
    await flushPromises()
    expect(one('button', 'Вернуться').getAttribute('aria-pressed')).toBe('true')
    expect(one('button', 'Вкл. микрофон').getAttribute('aria-pressed')).toBe('true')
  })

  test('the phone keys work while a text is typed, and type nothing', async () => {
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    page.phone.show({ calls: [samplePhoneCall()] })
    await flushPromises()
    const field = document.createElement('textarea')
    document.body.append(field)
    field.focus()
    await page.press('F2')
    expect(page.phone.asked).toContain('answer c1')
    expect(document.activeElement).toBe(field)
    field.remove()
  })

  test('a changed sip_server moves the phone there without a reload', async () => {
    let server = 'ws://old/ws'
    const page = await mountInApp(PhoneStrip, {
      props: { always: true },
      answers: { phoneCredentials: () => credentials(server) },
      before: () => useSettingsStore().take(defaultSettings, 1),
    })
    page.phone.show({
      registration: { state: 'off', since: '2026-11-22T10:00:00.000Z', reason: null, server: null },
    })
    await flushPromises()
    await click(one('button', 'Выйти на линию'))
    expect(page.phone.asked).toContain('configure ws://old/ws')
    server = 'wss://new/ws'
    useSettingsStore().take({ ...defaultSettings, sip_server: 'wss://new/ws' }, 2)
    await flushPromises()
    expect(page.phone.asked.at(-1)).toBe('configure wss://new/ws')
  })

  test('says what keeps the phone from working', async () => {
    const page = await mountInApp(PhoneStrip, { props: { always: true } })
    page.phone.show({
      registration: {
        state: 'connecting',
        since: '2026-11-22T10:00:00.000Z',
        reason: 'unreachable',
        server: 'wss://x',
      },
      microphone: 'refused',
      ringtone: 'unheard',
    })
    await flushPromises()
    expect(one('status', /АТС недоступна/)).toBeTruthy()
    expect(
      all('alert')
        .map((alert) => alert.textContent)
        .join(' '),
    ).toMatch(/запрещён микрофон.*не даёт звонку звучать/s)
    expect(one('button', 'Позвонить').hasAttribute('disabled')).toBe(true)
  })
})
