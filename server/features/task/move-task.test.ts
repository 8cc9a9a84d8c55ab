import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Task, TaskStatus } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { getTask } from './get-task.ts'
import { moveTask } from './move-task.ts'
import { registerTask } from './register-task.ts'

let database: TestDatabase
let deps: Deps
let pyotr: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
})
afterAll(() => database.drop())

const draft = (): Promise<Task> => addTask(deps, pyotr, { params: undefined, query: undefined, body: {} })
const registered = async (): Promise<Task> => {
  const { id, version } = await draft()
  return registerTask(deps, pyotr, {
    params: { id },
    query: undefined,
    body: { version, fields: { place: 'Двор', text: 'Яма' } },
  })
}
const move = (task: Task, to: TaskStatus, { note = '', actor = pyotr, version = task.version } = {}) =>
  moveTask(deps, actor, { params: { id: task.id }, query: undefined, body: { version, to, note } })

describe('moving a task', () => {
  it('walks the whole way, each step in the history', async () => {
    let task = await registered()
    for (const to of ['accepted', 'assigned', 'inProgress', 'done', 'closed', 'new'] as const) {
      task = await move(task, to)
      expect(task.status).toBe(to)
    }
    const { history } = await getTask(deps, pyotr, {
      params: { id: task.id },
      query: undefined,
      body: undefined,
    })
    expect(history.slice(2).map(({ what, from, to }) => [what, from, to])).toEqual([
      ['moved', 'new', 'accepted'],
      ['moved', 'accepted', 'assigned'],
      ['moved', 'assigned', 'inProgress'],
      ['moved', 'inProgress', 'done'],
      ['moved', 'done', 'closed'],
      ['moved', 'closed', 'new'],
    ])
  })

  it.each(['deferred', 'cancelled'] as const)('to %s needs a reason', async (to) => {
    const task = await registered()
    await expect(move(task, to, { note: '  ' })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'note' },
    })
    expect(await move(task, to, { note: 'нет доступа' })).toMatchObject({ status: to })
  })

  it('keeps the legal clocks when it is deferred', async () => {
    const task = await registered()
    expect((await move(task, 'deferred', { note: 'сезонные работы' })).deadlines).toEqual(task.deadlines)
  })

  it('reopens what was cancelled only for a supervisor', async () => {
    const task = await move(await registered(), 'cancelled', { note: 'отзыв заявителем' })
    await expect(move(task, 'new')).rejects.toMatchObject({ code: 'notAllowed' })
    const chief = await addActor(database.store, 'supervisor')
    expect(await move(task, 'new', { actor: chief })).toMatchObject({ status: 'new' })
  })

  it('is refused by the table, with an old version, of a draft or what is gone', async () => {
    const task = await registered()
    await expect(move(task, 'closed')).rejects.toMatchObject({
      code: 'cannotMove',
      details: { from: 'new', to: 'closed' },
    })
    await expect(move(task, 'discarded')).rejects.toMatchObject({ code: 'cannotMove' })
    await expect(move(task, 'accepted', { version: 1 })).rejects.toMatchObject({
      code: 'conflict',
      details: { current: 2 },
    })
    await expect(move(await draft(), 'new')).rejects.toMatchObject({ code: 'taskNotOpen' })
    await expect(move({ ...task, id: 999_999 }, 'accepted')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('by two at once is done by one, and the other hears of it', async () => {
    const task = await registered()
    const results = await Promise.allSettled([
      move(task, 'accepted'),
      move(task, 'cancelled', { note: 'отказ' }),
    ])
    const refused = results.filter((one) => one.status === 'rejected')
    expect(refused).toMatchObject([{ reason: { code: 'conflict', details: { current: 3 } } }])
  })
})
