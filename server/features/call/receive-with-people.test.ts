import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { joinTask } from '#server/features/task/draft/join-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { saveDraft } from '#server/features/task/draft/save-draft.ts'
import { answered, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { receiveCallEvents } from './receive-call-events.ts'

let database: TestDatabase
let deps: Deps
let pyotr: Person
beforeAll(async () => {
  database = await createTestDatabase({ max: 20 })
  deps = testDeps(database.store)
  pyotr = await addActor(database.store, 'dispatcher', 'Пётр')
})
afterAll(() => database.drop())

it('people join, type and register while events of the same calls come in, and nobody blocks the other', async () => {
  const begins = '2026-11-22T10:00:00.000Z'
  const input = { params: undefined, query: undefined }
  const open = await addTask(deps, pyotr, { ...input, body: { place: 'Двор', text: 'Яма' } })
  await registerTask(deps, pyotr, {
    params: { id: open.id },
    query: undefined,
    body: { version: 1, fields: {} },
  })
  const calls = Array.from({ length: 30 }, (_, index) =>
    tell(answered(`+79220001${String(index).padStart(3, '0')}`, pyotr.sipUsername ?? ''), {
      callId: `busy-${index}`,
      begins,
    }),
  )
  const upTo = (from: number, to: number) => batchOf(calls.flatMap((events) => events.slice(from, to)))
  await receiveCallEvents(deps, upTo(0, 2))
  const ids = calls.map((_, index) => `embedded:busy-${index}`)
  const drafts = await database.store.repositories.tasks.ofCalls(ids)
  const work = drafts.map(({ id, version }, index) => {
    const params = { id }
    if (index % 3 === 0) return joinTask(deps, pyotr, { params, query: undefined, body: { into: open.id } })
    const body = { version, fields: { place: `Подъезд ${index}`, text: 'Течёт' } }
    return index % 3 === 1
      ? registerTask(deps, pyotr, { params, query: undefined, body })
      : saveDraft(deps, pyotr, { params, query: undefined, body })
  })
  const receiving = (async () => {
    for (let from = 2; from < 8; from++) await receiveCallEvents(deps, upTo(from, from + 1))
  })()
  const results = await Promise.allSettled([receiving, ...work])
  // somebody's version may be old by then, and that is all that may happen
  const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refusals.filter((code) => code !== 'conflict')).toEqual([])
  const after = await database.store.repositories.calls.byIds(ids)
  expect(after.filter(({ state }) => state !== 'ended')).toEqual([])
  const joined = await database.store.repositories.tasks.find(open.id)
  expect(joined).toMatchObject({ repeatCount: 10 })
  expect(joined?.links).toHaveLength(10)
})
