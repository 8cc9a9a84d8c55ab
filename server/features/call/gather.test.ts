import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Deps } from '#server/deps.ts'
import { createEnding } from '#server/ending.ts'
import { repositories } from '#server/repositories.ts'
import { storeWithin } from '#server/store.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import { abandoned, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { repairProjection } from './projections/whole/repair-projection.ts'
import { receiveCallEvents } from './receive-call-events.ts'

const begins = '2026-11-22T10:00:00.000Z'
let database: TestDatabase
let deps: Deps

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
})
afterAll(() => database.drop())

/** Does `first` in a transaction that ends only when `second`, begun meanwhile, waits for it. */
async function meanwhile(
  first: (deps: Deps) => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const transaction = await database.knex.transaction()
  const store = storeWithin({ ...repositories(transaction), ...createEnding() })
  await first({ ...deps, store })
  const waiting = second()
  await vi.waitFor(async () => {
    const { rows } = await database.knex.raw(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(rows).toHaveLength(1)
  })
  await transaction.commit()
  await waiting
}

const missed = (callId: string, number: string): CallEvent[] =>
  tell(abandoned(number, 'op-1'), { callId, begins })
const tasksOf = (callId: string) => database.store.repositories.tasks.ofCalls([`embedded:${callId}`])

test('a batch that waited for the one before it of its source goes on from what that one made', async () => {
  const events = missed('in-a-row', '+79221112233')
  await meanwhile(
    (first) => receiveCallEvents(first, batchOf(events.slice(0, 2))),
    () => receiveCallEvents(deps, batchOf(events.slice(2))),
  )
  const call = await database.store.repositories.calls.find('embedded:in-a-row')
  expect(call).toMatchObject({ state: 'ended', version: events.length })
  expect((await tasksOf('in-a-row')).map(({ status }) => status)).toEqual(['callback'])
})

test('the events of a call that is repaired meanwhile find the draft that the repair made', async () => {
  const events = missed('repaired', '+79221112244')
  await receiveCallEvents(deps, batchOf(events.slice(0, 3)))
  const [draft] = await tasksOf('repaired')
  await database.knex('task_calls').where({ call_id: 'embedded:repaired' }).delete()
  await database.knex('task_history').where({ task_id: draft?.id }).delete()
  await database.knex('tasks').where({ id: draft?.id }).delete()
  await meanwhile(
    (first) => repairProjection(first, { kind: 'draft', callId: 'embedded:repaired' }),
    () => receiveCallEvents(deps, batchOf(events.slice(3))),
  )
  expect((await tasksOf('repaired')).map(({ status }) => status)).toEqual(['callback'])
})
