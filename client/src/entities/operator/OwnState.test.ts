import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import type { OperatorPresence } from '#contracts/user.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type } from '../../testing/mount.ts'
import OwnState from './OwnState.vue'
import './StateDialog.vue'
import { useOperatorStore } from './store.ts'

const since = '2026-11-22T10:00:00.000Z'
const show = (over: Partial<OperatorPresence>) => () =>
  useOperatorStore().take({
    operators: [
      { sipUsername: 'op-1', userId: 1, name: 'Анна Ковалёва', state: 'available', since, ...over },
    ],
    pbx: { kind: 'embedded', state: 'up', since },
    waiting: 0,
  })
const reasons = { listPauseReasons: () => ({ reasons: [{ key: 'lunch', name: 'Обед' }] }) }
const choice = { pause: null, wrapUpUntil: null, note: '' }

describe('the own state of an operator', () => {
  test.each([
    ['noHeartbeat', 'Звонки вам не идут: нет связи с рабочим местом'],
    ['microphoneOff', 'Звонки вам не идут: микрофон выключен'],
    ['phoneLost', 'Звонки вам не идут: телефон переподключается'],
  ] as const)('%s is said to whom it concerns', async (why, text) => {
    await mountInApp(OwnState, { before: show({ state: 'unreachable', why }) })
    expect(one('alert', text)).toBeTruthy()
  })

  test('Alt+Q opens the pauses; one that leaves nobody asks, and goes when confirmed', async () => {
    const page = await mountInApp(OwnState, {
      before: show({}),
      answers: {
        ...reasons,
        setOperatorState({ body }) {
          if (typeof body === 'object' && body !== null && 'confirmed' in body && body.confirmed === true)
            return choice
          throw new ApiError('wouldLeaveNobody', 409)
        },
      },
    })
    await page.press('q', { altKey: true, code: 'KeyQ' })
    await flushPromises()
    await click(one('button', 'Обед'))
    await flushPromises()
    expect(one('alert', /принимать некому/)).toBeTruthy()
    await click(one('button', 'Всё равно уйти: Обед'))
    await flushPromises()
    expect(page.asked.at(-1)?.request.body).toEqual({
      to: 'paused',
      reason: 'lunch',
      note: '',
      confirmed: true,
    })
    expect(all('dialog')).toHaveLength(0)
  })

  test('a pause is two keys: its dialog, and the digit of its reason', async () => {
    const page = await mountInApp(OwnState, {
      before: show({}),
      answers: { ...reasons, setOperatorState: () => choice },
    })
    await page.press('q', { altKey: true, code: 'KeyQ' })
    await flushPromises()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '1' }))
    await flushPromises()
    expect(page.asked.at(-1)?.request.body).toMatchObject({ to: 'paused', reason: 'lunch' })
    expect(all('dialog')).toHaveLength(0)
  })

  test('a digit within the note is a digit', async () => {
    const page = await mountInApp(OwnState, {
      before: show({}),
      answers: { ...reasons, setOperatorState: () => choice },
    })
    await page.press('q', { altKey: true, code: 'KeyQ' })
    await flushPromises()
    one('textbox', 'Примечание').dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }))
    await flushPromises()
    expect(page.asked.map(({ name }) => name)).toEqual(['listPauseReasons'])
  })

  test('the rest after a call counts down, is made longer and ended by keys', async () => {
    const until = new Date(Date.now() + 20_000).toISOString()
    const page = await mountInApp(OwnState, {
      before: show({ state: 'wrapUp', until }),
      answers: { setOperatorState: () => choice },
    })
    expect(one('[role=timer]').textContent).toMatch(/До следующего звонка/)
    const note = one('textbox', 'Примечание')
    await type(note, 'дописываю адрес')
    note.dispatchEvent(new Event('change'))
    await flushPromises()
    await page.press('w', { altKey: true, code: 'KeyW' })
    await flushPromises()
    await page.press('g', { altKey: true, code: 'KeyG' })
    await flushPromises()
    expect(page.asked.map(({ request }) => request.body)).toEqual([
      { to: 'wrapUp', addSeconds: 0, note: 'дописываю адрес' },
      { to: 'wrapUp', addSeconds: 30, note: 'дописываю адрес' },
      { to: 'available' },
    ])
  })

  test('who is nobody’s operator sees nothing of it', async () => {
    const page = await mountInApp(OwnState, { before: show({ userId: 99 }) })
    expect(page.wrapper.text()).toBe('')
  })
})
