import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.knex('jobs').delete())

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 10, minute))
const add = (...minutes: number[]) =>
  database.store.repositories.jobs.add(
    minutes.map((minute) => ({ kind: 'callback.overdue', payload: { taskId: minute }, runAt: at(minute) })),
  )

it('answers what is due, the oldest first, and when the next one will be', async () => {
  const { jobs } = database.store.repositories
  expect(await jobs.nextRunAt()).toBeNull()
  await add(30, 10, 20)
  expect(await jobs.nextRunAt()).toEqual(at(10))
  expect(await jobs.due(at(20), 10)).toMatchObject([
    { kind: 'callback.overdue', payload: { taskId: 10 }, runAt: at(10), attempts: 0 },
    { payload: { taskId: 20 } },
  ])
  expect(await jobs.due(at(40), 1)).toHaveLength(1)
})

it('gives a job to one runner, and to nobody once it is done', async () => {
  const { store } = database
  await add(10)
  const [job] = await store.repositories.jobs.due(at(10), 1)
  const id = job?.id ?? 0
  await store.transaction(async (tx) => {
    expect(await tx.jobs.claim(id)).toMatchObject({ id })
    expect(await store.repositories.jobs.claim(id)).toBeNull()
    await tx.jobs.finish({ id, runAt: at(10) }, at(11))
  })
  expect(await store.repositories.jobs.claim(id)).toBeNull()
  expect(await store.repositories.jobs.due(at(59), 10)).toEqual([])
})

it('tries a failed one again when told, and gives up when told', async () => {
  const { jobs } = database.store.repositories
  await add(10)
  const [job] = await jobs.due(at(10), 1)
  const id = job?.id ?? 0
  await jobs.begin(id, at(12))
  await jobs.fail(id, 'away', at(15))
  expect(await jobs.due(at(14), 1)).toEqual([])
  expect(await jobs.due(at(15), 1)).toMatchObject([{ id, attempts: 1 }])
  await jobs.begin(id, at(16))
  await jobs.fail(id, 'still away', null)
  expect(await jobs.due(at(59), 1)).toEqual([])
  expect(await database.knex('jobs').where({ id }).first()).toMatchObject({
    state: 'failed',
    attempts: 2,
    last_error: 'still away',
  })
})
