import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { asAnswered } from '#server/testing/edge/as-answered.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { getTask } from './get-task.ts'
import { listTasks } from './list-tasks.ts'
import { moveTask } from './move-task.ts'
import { registerTask } from './register-task.ts'

let database: TestDatabase
let deps: Deps
let pyotr: Person
let viewer: Person
const made: Task[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
  viewer = await addActor(database.store, 'viewer')
  for (const place of ['Подвал', 'Крыша', 'Лифт']) {
    const body = {
      place,
      text: 'x',
      applicantPhone: `8 922 000-00-${made.length + 10}`,
      applicantName: 'Анна',
    }
    const { id, version } = await addTask(deps, pyotr, { params: undefined, query: undefined, body })
    made.push(
      await registerTask(deps, pyotr, { params: { id }, query: undefined, body: { version, fields: {} } }),
    )
  }
  const begins = '2026-11-22T10:00:00.000Z'
  await receiveCallEvents(
    deps,
    batchOf([
      ...tell(answered('+79220000099', 'op-none'), { callId: 'draft', begins }),
      ...tell(abandoned('+79220000098', 'op-none'), { callId: 'missed', begins }),
      ...tell(answered('+79220000097', 'op-none'), { callId: 'rings', begins }).slice(0, 2),
    ]),
  )
})
afterAll(() => database.drop())

const list = (query: Partial<Parameters<typeof listTasks>[2]['query']> = {}, actor = pyotr) =>
  asAnswered('listTasks', listTasks)(deps, actor, {
    params: undefined,
    body: undefined,
    query: { limit: 50, ...query },
  })
const shown = (answer: { tasks: Task[] }): string[] =>
  answer.tasks.map(({ address, status }) => address || status)

it('is newest first, with call-backs, without drafts, page by page', async () => {
  expect(shown(await list())).toEqual(['callback', 'Лифт', 'Крыша', 'Подвал'])
  const first = await list({ limit: 3 })
  const second = await list({ limit: 3, cursor: first.next ?? '' })
  expect([shown(first), shown(second), second.next]).toEqual([
    ['callback', 'Лифт', 'Крыша'],
    ['Подвал'],
    null,
  ])
})

it('finds by status, number, its tail, address and telephone', async () => {
  expect(shown(await list({ status: 'draft' }))).toEqual(['draft', 'draft'])
  expect(shown(await list({ status: 'callback' }))).toEqual(['callback'])
  expect(shown(await list({ search: made[1]?.number ?? '' }))).toEqual(['Крыша'])
  expect(shown(await list({ search: (made[1]?.number ?? '').slice(-3) }))).toEqual(['Крыша'])
  expect(shown(await list({ search: 'лиф' }))).toEqual(['Лифт'])
  expect(shown(await list({ search: '+7 922 000 00 10' }))).toEqual(['Подвал'])
})

it('is of one company alone where that is asked for', async () => {
  const [, roof] = made
  await database.knex('tasks').where({ id: roof?.id }).update({ company_id: 2 })
  expect(shown(await list({ companyId: 2 }))).toEqual(['Крыша'])
  expect(shown(await list({ companyId: 2, search: 'подвал' }))).toEqual([])
  expect(shown(await list({ companyId: 3 }))).toEqual([])
})

it('shows a wall screen no names and numbers, nor finds by them', async () => {
  const answer = await list({}, viewer)
  expect(answer.tasks).toHaveLength(4)
  expect(JSON.stringify(answer)).not.toMatch(/922000|Анна|000-00-1/)
  expect((await list({ search: '+7 922 000 00 10' }, viewer)).tasks).toEqual([])
  const read = await asAnswered('getTask', getTask)(deps, viewer, {
    params: { id: answer.tasks[0]?.id ?? 0 },
    query: undefined,
    body: undefined,
  })
  expect(read.calls).toHaveLength(1)
  expect(JSON.stringify(read)).not.toContain('9220000098')
})

it('refuses a foreign cursor, and a task that is not there', async () => {
  await expect(list({ cursor: 'e30' })).rejects.toMatchObject({ code: 'badInput' })
  await expect(
    getTask(deps, pyotr, { params: { id: 999_999 }, query: undefined, body: undefined }),
  ).rejects.toMatchObject({ code: 'notFound' })
})

it('the snapshot of a board has the open tasks, their calls, live calls and settings, as of its seq', async () => {
  const [closing] = made
  if (!closing) throw new Error('no task')
  const snapshot = await takeSnapshot(deps)
  expect(snapshot.seq).toBe(await database.store.repositories.journal.head())
  expect(snapshot.tasks.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'callback',
    'draft',
    'draft',
    'new',
    'new',
    'new',
  ])
  expect(new Set(snapshot.calls.map(({ id }) => id))).toEqual(
    new Set(['embedded:draft', 'embedded:missed', 'embedded:rings']),
  )
  expect(snapshot).toMatchObject({ settings: { city: 'Тюмень' }, settingsVersion: 0 })
  await moveTask(deps, pyotr, {
    params: { id: closing.id },
    query: undefined,
    body: { version: closing.version, to: 'cancelled', note: 'ошибка' },
  })
  expect((await takeSnapshot(deps)).tasks.map(({ id }) => id)).not.toContain(closing.id)
})
