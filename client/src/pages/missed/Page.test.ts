import { describe, expect, test, vi } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../entities/call/store.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { useToasts } from '../../ui/notes/toasts.ts'
import { all, click, mountInApp, one, type Mounted, type MountOptions } from '../../testing/mount.ts'
import { sampleCall, sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'

const claim = { userId: 99, name: 'Ольга Иванова', at: '2026-11-22T10:00:00.000Z' }
const missed = (id: number, minute: number, over: Partial<Omit<Task, 'fields'>> = {}): Task =>
  sampleTask({
    id,
    status: 'callback',
    ownerId: null,
    callIds: [],
    deadlines: { ...sampleTask().deadlines, callbackBy: `2026-11-22T10:${minute}:00.000Z` },
    fields: { applicantPhone: `+7345200120${id}` },
    ...over,
  })
const mountMissed = (tasks: Task[], options: MountOptions = {}, calls: Call[] = []): Promise<Mounted> =>
  mountInApp(Page, {
    path: '/missed',
    ...options,
    before: () => {
      useTaskStore().take(new Map(tasks.map((task) => [task.id, task])), null)
      useCallStore().take(new Map(calls.map((call) => [call.id, call])), null)
    },
  })
const dialled = (page: Mounted) => page.phone.asked.filter((what) => what.startsWith('dial'))
const refusing = (code: 'alreadyClaimed' | 'offline') => () => {
  throw new ApiError(code, code === 'offline' ? 0 : 409, { code: 'alreadyClaimed', details: { by: 'Ольга' } })
}

describe('missed calls', () => {
  test('the least time left stands first, repeats are counted, overdue ones are told of', async () => {
    await mountMissed([missed(3, 40), missed(4, 20, { repeatCount: 2 })])
    const rows = all('row').slice(-2)
    expect(rows[0]?.textContent).toContain('+7 3452 00-12-04')
    expect(rows[0]?.textContent).toContain('3 раза')
    expect(document.body.textContent).toContain('Не перезвонили вовремя: 2 жителя')
  })

  test('a supervisor sees who took a missed call off the list, and why; an operator does not ask', async () => {
    const task = missed(4, 20, { status: 'discarded' })
    const answers = {
      listDiscardedCallbacks: () => ({
        discarded: [{ task, at: '2026-11-22T10:30:00.000Z', byName: 'Пётр', reason: 'silence' }],
      }),
    }
    await mountMissed([], { role: 'supervisor', answers })
    const text = document.body.textContent ?? ''
    for (const part of ['Сняты без перезвона', '+7 3452 00-12-04', 'Пётр', 'Молчание или шум'])
      expect(text).toContain(part)
    expect((await mountMissed([], { answers })).asked).toEqual([])
  })

  test('calling back takes it first, dials then, and opens the card', async () => {
    const task = missed(4, 20)
    const page = await mountMissed([task], {
      answers: { claimCallback: () => ({ ...task, version: 2, claim: { ...claim, userId: 1 } }) },
    })
    await page.press('r', { code: 'KeyR', altKey: true })
    expect(page.asked.map(({ name }) => name)).toContain('claimCallback')
    expect(dialled(page)).toEqual(['dial +73452001204'])
    await vi.waitFor(() => expect(page.router.currentRoute.value.fullPath).toBe('/console?task=4'))
  })

  test('says why a number was not reached, and that a withheld one cannot be', async () => {
    const task = missed(4, 20)
    const page = await mountMissed([task], { answers: { claimCallback: () => ({ ...task, version: 2 }) } })
    await page.press('r', { code: 'KeyR', altKey: true })
    const dialled = samplePhoneCall({
      id: 'dialled',
      direction: 'out',
      state: 'ended',
      endReason: 'notFound',
    })
    page.phone.show({ calls: [dialled] })
    expect(useToasts().toasts.at(-1)?.text).toBe(
      'Не дозвонились до +7 3452 00-12-04: номера нет или звонить на него не разрешено',
    )
    const unknown = sampleTask({ id: 5, status: 'callback', callIds: [] })
    const hidden = await mountMissed([unknown])
    await hidden.press('r', { code: 'KeyR', altKey: true })
    expect(useToasts().toasts.at(-1)?.text).toContain('Номер скрыт')
  })

  test('who comes second sees who took it, and nothing is dialled', async () => {
    const page = await mountMissed([missed(4, 20)], {
      answers: { claimCallback: refusing('alreadyClaimed') },
    })
    await click(one('button', 'Перезвонить: +7 3452 00-12-04'))
    expect(dialled(page)).toEqual([])
    expect(useToasts().toasts.at(-1)?.text).toBe('Этому жителю уже перезванивает Ольга')
  })

  test('without the server the resident is called all the same', async () => {
    const page = await mountMissed([missed(4, 20)], { answers: { claimCallback: refusing('offline') } })
    await click(one('button', 'Перезвонить: +7 3452 00-12-04'))
    expect(dialled(page)).toEqual(['dial +73452001204'])
  })

  test('a colleague’s is shown with the name and cannot be called', async () => {
    await mountMissed([missed(4, 20, { claim })])
    expect(document.body.textContent).toContain('перезванивает Ольга Иванова')
    expect(all('button', /Перезвонить/)).toEqual([])
    expect(all('button', /Забрать/)).toEqual([])
  })

  test('a supervisor takes a colleague’s with a reason', async () => {
    const page = await mountMissed([missed(4, 20, { claim })], { role: 'supervisor' })
    await page.press('m', { code: 'KeyM', altKey: true })
    expect(one('dialog').textContent).toContain('перезванивает Ольга Иванова')
  })

  test('who left a message is heard before he is called back; all see whether it was played', async () => {
    const message = { file: '2026/11/22/1-message.wav', seconds: 23, heardAt: null }
    const said = sampleCall({ id: 'asterisk:8', state: 'ended', message })
    const heardAt = '2026-11-22T10:05:00.000Z'
    const played = { ...said, id: 'asterisk:9', message: { ...message, heardAt } }
    const rows = [
      missed(4, 20, { callIds: [said.id] }),
      missed(3, 40, { callIds: [played.id] }),
      missed(2, 50),
    ]
    const page = await mountMissed(rows, {}, [said, played])
    expect(document.querySelector('audio')?.getAttribute('src')).toBe('/api/calls/asterisk%3A8/message')
    const [first, second] = all('row').slice(-3)
    expect(first?.textContent).toContain('голосовое, не прослушано · 0:23')
    expect(second?.textContent).toMatch(/голосовое, прослушано .+ · 0:23/)
    all('row').at(-1)?.focus()
    await vi.waitFor(() => expect(document.querySelector('audio')).toBeNull())
    expect(page.asked.filter(({ name }) => name === 'getTask')).toEqual([])
  })

  test('a message of a call that the page does not have is asked for', async () => {
    const message = { file: '2026/11/22/1-message.wav', seconds: null, heardAt: null }
    const said = sampleCall({ id: 'asterisk:8', state: 'ended', message })
    await mountMissed([missed(4, 20, { callIds: [said.id] })], {
      answers: { getTask: () => ({ calls: [said] }) },
    })
    await vi.waitFor(() => expect(document.querySelector('audio')).not.toBeNull())
  })

  test('who may not register hears nothing', async () => {
    const message = { file: '2026/11/22/1-message.wav', seconds: 23, heardAt: null }
    const said = sampleCall({ id: 'asterisk:8', state: 'ended', message })
    await mountMissed([missed(4, 20, { callIds: [said.id] })], { role: 'viewer' }, [said])
    expect(document.querySelector('audio')).toBeNull()
  })

  test('an empty list says so', async () => {
    await mountMissed([])
    expect(document.body.textContent).toContain('Перезванивать некому')
  })
})
