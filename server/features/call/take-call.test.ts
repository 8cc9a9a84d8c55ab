import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveCallEvents } from './receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { answered, batchOf, tell, type Story } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { takeCall } from './take-call.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let pyotr: Person
const begins = '2026-11-22T10:00:00.000Z'
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  pyotr = await addActor(database.store, 'operator', 'Пётр')
})
afterAll(() => database.drop())

const nameOf = (person: Person): string => person.sipUsername ?? ''
async function called(callId: string, story: Story): Promise<string> {
  await receiveCallEvents(deps, batchOf(tell(story, { callId, begins })))
  return `embedded:${callId}`
}
const waiting = (callId: string): Promise<string> =>
  called(callId, [
    [0, { type: 'call.arrived', legId: 'a', from: '+73452000001', displayName: '', to: '112' }],
    [1, { type: 'call.queued', queue: 'dispatch' }],
  ])
const take = (id: string, person: Person) =>
  takeCall(deps, person, { params: { id }, query: undefined, body: undefined })

test('of two who press at once one has it, the other hears who; again by the same is no fault', async () => {
  const id = await waiting('one')
  const results = await Promise.allSettled([take(id, olga), take(id, pyotr)])
  const winner = results[0]?.status === 'fulfilled' ? olga : pyotr
  expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'alreadyTaken', details: { by: winner.name } } },
  ])
  expect(await take(id, winner)).toEqual({ ok: true })
})

test('who takes one is not paused any more', async () => {
  await database.store.repositories.operatorStates.pause(olga.userId, 'lunch', '')
  await take(await waiting('two'), olga)
  expect(await database.store.repositories.operatorStates.choice(olga.userId)).toMatchObject({
    isPaused: false,
  })
})

test('a call that somebody has, one that is over, and none', async () => {
  const talk = await called('three', answered('+73452000001', nameOf(pyotr)).slice(0, 5))
  await expect(take(talk, olga)).rejects.toMatchObject({ code: 'alreadyTaken', details: { by: 'Пётр' } })
  const over = await called('four', answered('+73452000001', nameOf(pyotr)))
  await expect(take(over, olga)).rejects.toMatchObject({ code: 'callOver' })
  await expect(take('embedded:none', olga)).rejects.toMatchObject({ code: 'notFound' })
})
