import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import { abandoned, answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import { compareProjection, sentenceOf } from './projections/whole/compare-projection.ts'
import type { Difference } from './projections/call-projection.ts'
import { callProjections } from './projections/projections.ts'
import { receiveCallEvents } from './receive-call-events.ts'
import { repairProjection } from './projections/whole/repair-projection.ts'

let database: TestDatabase
let deps: Deps
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
})
afterAll(() => database.drop())

beforeEach(async () => {
  await database.knex.raw('truncate call_events, ledger_cursors, calls, tasks, jobs cascade')
  const begins = '2026-11-22T10:00:00.000Z'
  await receiveCallEvents(
    deps,
    batchOf([
      ...tell(answered('+79220000001', 'op-1'), { callId: 'a', begins }),
      ...tell(abandoned('+79220000002', 'op-1'), { callId: 'b', begins }),
    ]),
  )
})

const differences = async (): Promise<Difference[]> => {
  const found: Difference[] = []
  for await (const difference of compareProjection(database.store)) found.push(difference)
  return found
}
const repair = async (found: readonly Difference[]): Promise<void> => {
  for (const difference of found) await repairProjection(deps, difference)
}

it('finds nothing where nothing is wrong', async () => {
  expect(await differences()).toEqual([])
})

it('finds a call that was changed, says what, and repairs it', async () => {
  await database.knex('calls').where({ id: 'embedded:a' }).update({ state: 'talking', ended_at: null })
  const found = await differences()
  expect(found).toMatchObject([{ kind: 'call', callId: 'embedded:a', fields: ['state', 'endedAt'] }])
  await repair(found)
  expect(await differences()).toEqual([])
})

it('finds a call that is not there with its draft, and makes both again', async () => {
  await database.knex.raw(
    `delete from task_calls where call_id = 'embedded:b'; delete from calls where id = 'embedded:b'`,
  )
  const found = await differences()
  expect(found.map(({ kind, callId }) => [kind, callId])).toEqual([
    ['call', 'embedded:b'],
    ['draft', 'embedded:b'],
  ])
  await repair(found)
  expect(await differences()).toEqual([])
  const [task] = await database.store.repositories.tasks.ofCalls(['embedded:b'])
  expect(task).toMatchObject({ deadlines: { callbackBy: '2026-11-22T10:10:30.000Z' } })
})

it('says what it found to the person who rebuilds', async () => {
  await database.knex('calls').where({ id: 'embedded:a' }).update({ state: 'talking' })
  await database.knex.raw(`delete from task_calls where call_id = 'embedded:b'`)
  expect((await differences()).map(sentenceOf)).toEqual([
    'embedded:a: state "talking" → "ended"',
    'embedded:b: черновик –: missing',
  ])
})

it('every projection of the list is known by a kind of its own', () => {
  const kinds = callProjections.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
})

it('finds a call that no event explains, and leaves it', async () => {
  await database.knex('call_events').where({ call_id: 'embedded:a' }).delete()
  const found = await differences()
  expect(found).toMatchObject([{ kind: 'call', callId: 'embedded:a', made: null }])
  await repair(found)
  expect(await database.store.repositories.calls.find('embedded:a')).not.toBeNull()
})

it.each([
  ['a call-back that stayed a draft', `update tasks set status = 'draft'`, 'notCalledBack'],
  ['a wrong clock', `update tasks set callback_by = now()`, 'callbackBy'],
  ['a wrong time of receipt', `update tasks set created_at = now()`, 'createdAt'],
])('finds %s and repairs it', async (_, sql, fault) => {
  await database.knex.raw(
    `${sql} where id = (select task_id from task_calls where call_id = 'embedded:b' and kind = 'origin')`,
  )
  const found = await differences()
  expect(found).toMatchObject([{ kind: 'draft', callId: 'embedded:b', fault }])
  await repair(found)
  expect(await differences()).toEqual([])
})
