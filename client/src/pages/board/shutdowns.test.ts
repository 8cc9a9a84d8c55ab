import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { useCallStore } from '../../entities/call/store.ts'
import { useShutdownStore } from '../../entities/shutdown/store.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { all, mountInApp, one, type Answers } from '../../testing/mount.ts'
import { sampleCall, sampleTask } from '../../testing/samples.ts'
import { sampleShutdown, sampleSuggestion } from '../../testing/sample-shutdown.ts'
import Page from './Page.vue'

const mountBoard = (
  before: () => void,
  answers: Answers = {},
  role: 'dispatcher' | 'operator' = 'dispatcher',
) => mountInApp(Page, { path: '/board', role, answers, before })
const suggest = (): void => useShutdownStore().takeSuggestions(new Map([[12, sampleSuggestion()]]), null)

describe('shutdowns on the board', () => {
  test('what is off stands over the tasks with its clock, and goes when it ends', async () => {
    await mountBoard(() => useShutdownStore().take(new Map([[5, sampleShutdown({ callerCount: 32 })]]), null))
    const link = one('link', /горячая вода/)
    expect(link.textContent).toContain('ул. Республики, 5')
    expect(link.textContent).toContain('звонили 32 жителя')
    expect(link.textContent).toContain('сверх нормы')
    useShutdownStore().take(
      new Map([[5, sampleShutdown({ status: 'restored', endedAt: '2026-11-22T12:00:00.000Z' })]]),
      null,
    )
    await flushPromises()
    expect(all('link', /горячая вода/)).toEqual([])
  })

  test('a suspicion is told in a line; one key opens the form with its houses', async () => {
    const page = await mountBoard(suggest)
    expect(document.body.textContent).toContain(
      'Похоже на аварию: 3 обращения за 4 мин – ЦТП-5, горячая вода',
    )
    await page.press('b', { code: 'KeyB', altKey: true })
    await vi.waitFor(() =>
      expect(page.router.currentRoute.value.fullPath).toBe('/shutdowns/new?suggestion=12'),
    )
  })

  test('one key says that it is none', async () => {
    const page = await mountBoard(suggest, { dismissSuggestion: () => ({ ok: true }) })
    await page.press('x', { code: 'KeyX', altKey: true })
    expect(page.asked.find(({ name }) => name === 'dismissSuggestion')?.request.params).toEqual({ id: 12 })
  })

  test('an operator sees it and has no keys for it', async () => {
    const page = await mountBoard(suggest, {}, 'operator')
    expect(document.body.textContent).toContain('Похоже на аварию')
    await page.press('x', { code: 'KeyX', altKey: true })
    expect(page.asked.some(({ name }) => name === 'dismissSuggestion')).toBe(false)
    expect(all('button', /Завести отключение/)).toEqual([])
  })

  test('who hears the announcement is counted; who pressed 9 stands first', async () => {
    const listening = [1, 2, 3].map((n) => sampleCall({ id: `l${n}`, queuedAt: null }))
    const urgent = sampleCall({
      id: 'u',
      isUrgent: true,
      from: '+73452001209',
      arrivedAt: '2026-11-22T10:01:00.000Z',
    })
    const calls = [...listening, sampleCall({ id: 'q' }), urgent]
    await mountBoard(() => useCallStore().take(new Map(calls.map((call) => [call.id, call])), null))
    expect(document.body.textContent).toContain('Слушают объявление: 3')
    const ringing = all('button', /\+7 3452 00/)
    expect(ringing).toHaveLength(2)
    expect(ringing[0]?.textContent).toContain('нажал 9')
  })

  test('a task shows to which shutdown it belongs', async () => {
    const task = sampleTask({ id: 3, number: '26-000003', status: 'new', shutdownId: 5, callIds: [] })
    await mountInApp(Page, {
      path: '/board?task=3',
      role: 'dispatcher',
      answers: { getTask: () => ({ task, history: [], joined: [], historyCount: 0, calls: [] }) },
      before: () => {
        useTaskStore().take(new Map([[3, task]]), null)
        useShutdownStore().take(new Map([[5, sampleShutdown()]]), null)
      },
    })
    const link = await vi.waitFor(() => one('link', 'Отключение О26-000017'))
    expect(link.getAttribute('href')).toBe('/shutdowns?id=5')
  })
})
