import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../entities/call/store.ts'
import { useOperatorStore } from '../../entities/operator/store.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type Answers } from '../../testing/mount.ts'
import { sampleCall, sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'

const task = (id: number, over: Parameters<typeof sampleTask>[0] = {}): Task =>
  sampleTask({
    id,
    number: `26-00000${id}`,
    status: 'new',
    address: `ул. Ленина, ${id}`,
    registeredAt: new Date(Date.UTC(2026, 10, 22, 10, id)).toISOString(),
    callIds: [],
    ...over,
  })
const put = (tasks: Task[]): void => useTaskStore().take(new Map(tasks.map((one) => [one.id, one])), null)
const mountBoard = (
  tasks: Task[],
  answers: Answers = {},
  role: 'dispatcher' | 'viewer' = 'dispatcher',
  path = '/board',
) =>
  mountInApp(Page, {
    path,
    role,
    answers: {
      getTask: () => ({ task: tasks[0], history: [], joined: [], historyCount: 0, calls: [] }),
      ...answers,
    },
    before: () => put(tasks),
  })
const rows = (): string[] => all('row').flatMap((row) => /26-\d+/.exec(row.textContent ?? '')?.[0] ?? [])

describe('board page', () => {
  test('a task that the journal brings appears by itself', async () => {
    await mountBoard([task(1)])
    expect(rows()).toEqual(['26-000001'])
    put([task(1), task(2)])
    await vi.waitFor(() => expect(rows()).toEqual(['26-000002', '26-000001']))
  })

  test('rows do not move while the pointer is on them; the newcomer waits and is announced', async () => {
    await mountBoard([task(1)])
    one('row', /26-000001/).dispatchEvent(new Event('pointermove', { bubbles: true }))
    put([task(1, { status: 'accepted', version: 2 }), task(2)])
    const button = await vi.waitFor(() => one('button', /Пришла 1 заявка/))
    expect(rows()).toEqual(['26-000001'])
    expect(one('row', /26-000001/).textContent).toContain('Принята')
    await click(button)
    expect(rows()).toHaveLength(2)
  })

  test('whoever narrows the board sees at once what is left, with the pointer on the rows', async () => {
    const page = await mountBoard([task(1), task(2, { status: 'accepted' })])
    one('row', /26-000001/).dispatchEvent(new Event('pointermove', { bubbles: true }))
    await page.router.push('/board?status=accepted')
    await flushPromises()
    expect(rows()).toEqual(['26-000002'])
  })

  test('ringing calls, call-backs and drafts stand on the left', async () => {
    await mountInApp(Page, {
      path: '/board',
      role: 'dispatcher',
      before: () => {
        useCallStore().take(new Map([['embedded:1', sampleCall()]]), null)
        put([
          sampleTask({ id: 1, callIds: ['embedded:1'] }),
          sampleTask({ id: 2, callIds: [], address: 'ул. Мира, 3' }),
          sampleTask({ id: 3, status: 'callback', callIds: [], fields: { applicantPhone: '+73452000502' } }),
        ])
        useOperatorStore().take({
          operators: [
            {
              sipUsername: 'op-1',
              userId: 1,
              name: 'Анна',
              state: 'talking',
              since: '2026-11-22T10:00:00.000Z',
            },
          ],
          pbx: { kind: 'embedded', state: 'up', since: '' },
          waiting: 2,
        })
      },
    })
    expect(one('button', /\+7 3452 00-12-03/)).toBeTruthy()
    expect(one('button', /\+7 3452 00-05-02/)).toBeTruthy()
    expect(one('button', /ул\. Мира, 3/)).toBeTruthy()
    expect(document.body.textContent).toContain('Ждут 2 звонящих')
    expect(document.body.textContent).toContain('в разговоре')
  })

  test('what the page does not hold is counted: older tasks, call-backs, calls of a task and its history', async () => {
    const many = task(1, { callIds: ['embedded:1', 'embedded:2'], callCount: 8146 })
    const entry = {
      at: many.createdAt,
      byName: null,
      what: 'joined',
      from: null,
      to: null,
      note: '',
      fact: null,
    }
    await mountBoard(
      [many],
      {
        getTask: () => ({ task: many, history: [entry], joined: [], historyCount: 3, calls: [sampleCall()] }),
      },
      'dispatcher',
      '/board?task=1',
    )
    useTaskStore().takeLeftOut({ drafts: 0, callbacks: 5, tasks: 1021 })
    await vi.waitFor(() => expect(document.body.textContent).toContain('и ещё 8144 звонка'))
    expect(document.body.textContent).toContain('и ещё 2 записи раньше этих')
    expect(document.body.textContent).toContain('и ещё 1021, старше этой')
    expect(document.body.textContent).toContain('и ещё 5, раньше этих')
  })

  test('Enter opens the details, M moves the task: 1 accepts it with its version', async () => {
    const page = await mountBoard([task(1, { version: 4 })], {
      moveTask: () => task(1, { status: 'accepted', version: 5 }),
    })
    const row = one('row', /26-000001/)
    row.focus()
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(page.router.currentRoute.value.query['task']).toBe('1'))
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'ь', code: 'KeyM', bubbles: true }))
    const accept = await vi.waitFor(() => one('button', 'Принять'))
    accept.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }))
    await vi.waitFor(() => expect(one('row', /26-000001/).textContent).toContain('Принята'))
    expect(page.asked.find((ask) => ask.name === 'moveTask')?.request).toEqual({
      params: { id: 1 },
      body: { version: 4, to: 'accepted', note: '' },
    })
    expect(all('dialog')).toEqual([])
  })

  test('deferring without a reason is not sent; a refusal is told in the dialog', async () => {
    const page = await mountBoard([task(1)], {
      moveTask: () => {
        throw new ApiError('conflict', 409)
      },
    })
    one('row', /26-000001/).dispatchEvent(
      new KeyboardEvent('keydown', { key: 'm', code: 'KeyM', bubbles: true }),
    )
    await click(await vi.waitFor(() => one('button', 'Отложить')))
    expect(one('alert').textContent).toContain('Напишите причину')
    expect(page.asked.some((ask) => ask.name === 'moveTask')).toBe(false)
    await click(one('button', 'Принять'))
    expect(one('alert').textContent).toContain('изменил кто-то другой')
  })

  test('who may not dispatch is offered no moves', async () => {
    await mountBoard([task(1)], {}, 'viewer', '/board?task=1')
    await flushPromises()
    expect(all('button', 'Изменить состояние')).toEqual([])
  })

  test('nothing found offers to remove the conditions or to search everywhere', async () => {
    const page = await mountBoard(
      [task(1)],
      { listTasks: () => ({ tasks: [task(7, { status: 'closed' })], next: null }) },
      'dispatcher',
      '/board?search=нет такого',
    )
    expect(document.body.textContent).toContain('среди открытых ничего нет')
    await click(one('button', 'Искать среди всех заявок'))
    expect(await vi.waitFor(() => one('button', /26-000007/))).toBeTruthy()
    expect(page.asked.find((ask) => ask.name === 'listTasks')?.request.query).toMatchObject({
      search: 'нет такого',
    })
  })

  test('an empty board says that tasks come by themselves', async () => {
    await mountBoard([])
    expect(document.body.textContent).toContain('Открытых заявок нет')
  })

  test('of many hundred tasks only those in sight are in the page', async () => {
    await mountBoard(Array.from({ length: 1000 }, (_, index) => task(index + 1)))
    expect(all('row').length).toBeLessThan(100)
  })
})
