import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { useConnectionStore } from '../../entities/connection-store.ts'
import { useOperatorStore } from '../../entities/operator/store.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { all, mountInApp, one } from '../../testing/mount.ts'
import { sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'

const task = (id: number, over: Parameters<typeof sampleTask>[0] = {}): Task =>
  sampleTask({ id, number: `26-00000${id}`, status: 'new', callIds: [], ...over })
const put = (...tasks: Task[]): void =>
  useTaskStore().take(new Map(tasks.map((each) => [each.id, each])), null)
const mountBoard = (before: () => void) => mountInApp(Page, { path: '/board', role: 'dispatcher', before })
const connection = (kind: 'connecting' | 'online' | 'lost', currentAt: number | null): void =>
  useConnectionStore().take({ kind, currentAt })
const page = (): string => document.body.textContent ?? ''

afterEach(() => vi.useRealTimers())

describe('the age of a board', () => {
  test('before the first snapshot stand rows without figures, but not for a blink', async () => {
    vi.useFakeTimers()
    await mountBoard(() => connection('connecting', null))
    expect(page()).not.toContain('Загружаю…')
    expect(page()).not.toContain('Открытых заявок нет')
    await vi.advanceTimersByTimeAsync(200)
    expect(page()).toContain('Загружаю…')
    put(task(1))
    connection('online', Date.now())
    await vi.advanceTimersByTimeAsync(300)
    expect(page()).toContain('26-000001')
    expect(page()).not.toContain('Загружаю…')
  })

  test('without a server from the start it says that it has nothing, not that there is nothing', async () => {
    await mountBoard(() => connection('lost', null))
    await vi.waitFor(() => expect(page()).toContain('Доска ещё не получена'))
    expect(page()).not.toContain('Открытых заявок нет')
  })

  test('a short break is not told; from five seconds on the board says of when it is, and its clocks stand', async () => {
    vi.useFakeTimers()
    const at = Date.now()
    const late = new Date(at + 120_000).toISOString()
    await mountBoard(() => {
      put(task(1, { deadlines: { ...task(1).deadlines, localizeBy: late } }))
      connection('lost', at)
    })
    await vi.advanceTimersByTimeAsync(3000)
    expect(page()).not.toContain('Связи нет')
    await vi.advanceTimersByTimeAsync(180_000)
    expect(page()).toMatch(/Связи нет 3 мин. Доска на \d\d:\d\d:\d\d/)
    // two minutes were left when it was last seen; whether it is late now nobody here knows
    expect(one('row', /26-000001/).textContent).toContain('2 мин')
    expect(page()).toContain('В ближайший час')
    connection('online', Date.now())
    await vi.advanceTimersByTimeAsync(61_000)
    expect(page()).not.toContain('Связи нет')
    expect(page()).toContain('Просрочено')
  })
})

test('a row that no longer belongs is struck through for five seconds, then it goes, pointer or not', async () => {
  vi.useFakeTimers()
  await mountBoard(() => put(task(1), task(2)))
  const point = (): boolean =>
    one('row', /26-000001/).dispatchEvent(new Event('pointermove', { bubbles: true }))
  point()
  put(task(1), task(2, { status: 'done', version: 9 }))
  await vi.advanceTimersByTimeAsync(1000)
  expect(one('row', /26-000002/).className).toContain('gone')
  for (let second = 0; second < 6; second++) {
    point()
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(all('row', /26-000002/)).toEqual([])
  expect(all('row', /26-000001/)).toHaveLength(1)
})

test('who else has a task open stands in its row, and oneself does not', async () => {
  await mountBoard(() => put(task(1)))
  const watchers = [
    { taskId: 1, userId: 1, name: 'Анна Ковалёва', isEditing: false },
    { taskId: 1, userId: 2, name: 'Ирина Ташланова', isEditing: true },
  ]
  useOperatorStore().take({
    operators: [],
    pbx: { kind: 'embedded', state: 'up', since: '' },
    waiting: 0,
    watchers,
  })
  await flushPromises()
  expect(one('row', /26-000001/).textContent).toContain('правит: Ирина Ташланова')
  expect(one('row', /26-000001/).textContent).not.toContain('Ковалёва')
})
