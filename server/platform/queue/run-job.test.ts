import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import type { Deps } from '#server/deps.ts'
import { runJob, type BoundedJob } from './run-job.ts'

let database: TestDatabase
let deps: Deps
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
})
afterAll(() => database.drop())
beforeEach(() => database.knex('jobs').delete())

const add = async (): Promise<number> => {
  await deps.store.repositories.jobs.add([{ kind: 'heavy', payload: {}, runAt: deps.now() }])
  const row = await database.knex('jobs').first('id')
  return Number(row.id)
}
const rowOf = (id: number) => database.knex('jobs').where({ id }).first()
const heavy = (run: BoundedJob['run'], givenUp: BoundedJob['givenUp'] = async () => undefined) => ({
  deps,
  handlers: { heavy: { run, attempts: 2, givenUp } },
})

test('an attempt is counted before its work: seen by others while the work is under way', async () => {
  const id = await add()
  const { run_at: dueAt } = await rowOf(id)
  let seen: unknown
  const outcome = await runJob(
    heavy(async () => {
      seen = (await rowOf(id)).attempts
    }),
    id,
  )
  expect({ outcome, seen }).toEqual({ outcome: 'done', seen: 1 })
  expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 1, run_at: dueAt })
})

test('a job that killed its process twice is not begun a third time, and its people are told', async () => {
  const id = await add()
  await database.knex('jobs').where({ id }).update({ attempts: 2 })
  const happened: string[] = []
  const outcome = await runJob(
    heavy(
      async () => void happened.push('run'),
      async () => void happened.push('told'),
    ),
    id,
  )
  expect({ outcome, happened }).toEqual({ outcome: 'failed', happened: ['told'] })
  expect(await rowOf(id)).toMatchObject({ state: 'failed', last_error: 'its process died of it' })
})

test('the next attempt of one that is never heard of again is due after the back-off', async () => {
  const id = await add()
  let again = 0
  await runJob(
    heavy(async () => {
      again = (await rowOf(id)).run_at.getTime() - deps.now().getTime()
    }),
    id,
  )
  expect(again).toBeGreaterThan(0)
  expect(again).toBeLessThanOrEqual(1_000)
})

test('two runners at the same job: one does it, no attempt is lost', async () => {
  const id = await add()
  let ran = 0
  const context = heavy(async () => void ran++)
  const outcomes = await Promise.all([runJob(context, id), runJob(context, id), runJob(context, id)])
  expect(outcomes.toSorted()).toEqual(['done', 'gone', 'gone'])
  expect(ran).toBe(1)
  expect(await rowOf(id)).toMatchObject({ attempts: 1 })
})

test('another runner that looks at the job between its attempt and its work does not stop it', async () => {
  const id = await add()
  const looks: Promise<unknown>[] = []
  let transactions = 0
  const store: Deps['store'] = {
    ...deps.store,
    transaction: async (work) => {
      if (++transactions === 2) {
        const other = await database.knex.transaction()
        await other('jobs').where({ id }).forUpdate()
        looks.push(new Promise((seen) => setTimeout(seen, 50)).then(() => other.commit()))
      }
      return deps.store.transaction(work)
    },
  }
  let ran = 0
  const outcome = await runJob({ ...heavy(async () => void ran++), deps: { ...deps, store } }, id)
  await Promise.all(looks)
  expect({ outcome, ran }).toEqual({ outcome: 'done', ran: 1 })
})
