import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { useCallStore } from '../call/store.ts'
import { useOperatorStore } from '../operator/store.ts'
import { usePushedStore } from '../pushed-store.ts'
import { useSettingsStore } from '../settings/store.ts'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { twoCompanies } from '../../testing/sample-card.ts'
import { sampleCall } from '../../testing/samples.ts'
import { all, click, mountInApp, one, type } from '../../testing/mount.ts'
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
const at = '2026-11-22T10:00:00.000Z'
const withColleague = {
  pbx: { kind: 'embedded' as const, state: 'up' as const, since: at },
  operators: [{ userId: 2, sipUsername: 'op-2', name: 'Марина Ким', state: 'available' as const, since: at }],
  waiting: 0,
}
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

  test('the ring says which line it is and whose, where there are several; else not a word', async () => {
    const ring = async (before: () => void): Promise<string> => {
      document.body.innerHTML = ''
      const page = await mountInApp(PhoneStrip, { props: { always: false }, path: '/board', before })
      page.phone.show({ calls: [samplePhoneCall({ pbxCallId: 'embedded:1' })] })
      await flushPromises()
      return one('alert', /Вам звонят/).textContent ?? ''
    }
    const called = (over: Partial<Call>): void =>
      usePushedStore()
        .of('call')
        .takeAnswer(sampleCall({ id: 'embedded:1', ...over }))
    expect(await ring(() => called({ companyId: 1 }))).toMatch(/Вам звонят\s*\+7 3452 00-12-03/)
    await ring(() => {
      twoCompanies()
      called({ companyId: 2, lineName: 'Лифты' })
    })
    await vi.waitFor(() =>
      expect(one('alert', /Вам звонят/).textContent).toMatch(/Вам звонят · Линия: Лифты\s*Дом/),
    )
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

  test.each([
    ['operator', true],
    ['admin', false],
  ] as const)('the page of an %s goes on the line by itself: %s', async (role, isOn) => {
    const page = await mountInApp(PhoneStrip, {
      role,
      props: { always: false },
      answers: { phoneCredentials: () => credentials('ws://here/ws') },
    })
    page.phone.show({ registration: { state: 'off', since: at, reason: null, server: null } })
    await page.wrapper.setProps({ always: true })
    await flushPromises()
    expect(page.phone.asked.includes('configure ws://here/ws')).toBe(isOn)
    expect(one('button', 'Выйти на линию')).toBeTruthy()
  })

  test('a warm transfer: F7, three letters, Enter; F7 again puts the two together; names stand for lines', async () => {
    const page = await mountInApp(PhoneStrip, {
      props: { always: true },
      before: () => useOperatorStore().take(withColleague),
    })
    const caller = samplePhoneCall({ state: 'talking', answeredAt: '2026-11-22T10:00:05.000Z' })
    page.phone.show({ calls: [caller] })
    await flushPromises()
    await page.press('F7')
    await vi.waitFor(() => one('combobox', 'Кому: имя, служба или номер'), { timeout: 60_000 })
    await type(one('combobox', 'Кому: имя, служба или номер'), 'мар')
    one('combobox', 'Кому: имя, служба или номер').closest('form')?.requestSubmit()
    await flushPromises()
    expect(page.phone.asked).toContain('dial op-2')
    const asked = samplePhoneCall({
      id: 'c2',
      direction: 'out',
      state: 'talking',
      remoteNumber: 'op-2',
      startedAt: '2026-11-22T10:01:00.000Z',
    })
    page.phone.show({ calls: [{ ...caller, held: true }, asked] })
    await flushPromises()
    expect(document.body.textContent).toContain('Марина Ким')
    await page.press('F7')
    expect(page.phone.asked).toContain('transferAttended c1 c2')
  })

  test('who was asked first and then joined has the resident in the voice line, not the colleague who asked', async () => {
    const resident = sampleCall({ state: 'talking', operator: 'op-2', from: '+73452001203' })
    const page = await mountInApp(PhoneStrip, {
      props: { always: true },
      before: () => {
        useOperatorStore().take(withColleague)
        useCallStore().take(new Map([[resident.id, resident]]), null)
      },
    })
    page.phone.show({ calls: [samplePhoneCall({ state: 'talking', remoteNumber: 'op-2' })] })
    await flushPromises()
    expect(document.body.textContent).toContain('Марина Ким')
    useCallStore().take(new Map([[resident.id, { ...resident, operator: 'op-1' }]]), null)
    await flushPromises()
    expect(document.body.textContent).toContain('+7 3452 00-12-03')
    expect(document.body.textContent).not.toContain('Марина Ким')
  })

  test('a waiting call is taken by F2 and answered when it rings here', async () => {
    const page = await mountInApp(PhoneStrip, {
      props: { always: true },
      answers: { takeCall: () => ({ ok: true as const }) },
      before: () => useCallStore().take(new Map([['embedded:w', sampleCall({ id: 'embedded:w' })]]), null),
    })
    await page.press('F2')
    expect(page.asked.map(({ name }) => name)).toContain('takeCall')
    page.phone.show({ calls: [samplePhoneCall({ pbxCallId: 'embedded:other' })] })
    await flushPromises()
    expect(page.phone.asked).not.toContain('answer c1')
    page.phone.show({ calls: [samplePhoneCall({ pbxCallId: 'embedded:w' })] })
    await flushPromises()
    expect(page.phone.asked).toContain('answer c1')
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
