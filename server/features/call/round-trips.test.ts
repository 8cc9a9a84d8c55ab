import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import { abandoned, answered, batchOf, calledBack, tell } from '#server/testing/samples/call-stories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { receiveCallEvents } from './receive-call-events.ts'

/** begin, gather, write, journal, commit. */
const goal = 5
const begins = '2026-11-22T10:00:00.000Z'
let database: TestDatabase
let deps: Deps
let olga: Actor
let statements: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  olga = await addActor(database.store, 'operator', 'Ольга')
  const flat = await addFlat(
    database.store,
    await addHouse(database.store, { street: 'Мира', number: '1' }),
    '1',
  )
  await addResident(database.store, flat, { name: 'Анна', phone: '+79220000001' })
  database.knex.on('query', ({ sql }: { sql: string }) => statements.push(sql))
})
afterAll(() => database.drop())

async function roundTrips(events: CallEvent[]): Promise<number> {
  statements = []
  const { received } = await receiveCallEvents(deps, batchOf(events))
  expect(received).toBe(events.length)
  return statements.length
}
const sip = (): string => olga.sipUsername ?? ''

test('each event of a call takes five round trips to PostgreSQL, known number or not', async () => {
  for (const [n, number] of ['+79220000001', '+79220000002'].entries()) {
    const events = tell(answered(number, sip()), { callId: `one-${n}`, begins })
    expect(events.length).toBeGreaterThan(4)
    for (const event of events) expect(await roundTrips([event])).toBeLessThanOrEqual(goal)
  }
})

test('so do the end of a call that nobody answered and the call back that settles it', async () => {
  const missed = tell(abandoned('+79220000003', sip()), { callId: 'missed', begins })
  for (const event of missed) expect(await roundTrips([event])).toBeLessThanOrEqual(goal)
  const back = tell(calledBack('+79220000003', sip()), { callId: 'back', begins })
  for (const event of back) expect(await roundTrips([event])).toBeLessThanOrEqual(goal)
})

test('and so does a batch of fifty calls', async () => {
  const calls = Array.from({ length: 50 }, (_, n) =>
    tell(answered(`+7922111${String(n).padStart(4, '0')}`, sip()), { callId: `many-${n}`, begins }),
  )
  expect(await roundTrips(calls.flat())).toBeLessThanOrEqual(goal)
})

test('a batch that was there already costs its transaction and the question', async () => {
  const events = tell(answered('+79220000004', sip()), { callId: 'again', begins })
  await receiveCallEvents(deps, batchOf(events))
  statements = []
  expect(await receiveCallEvents(deps, batchOf(events))).toMatchObject({ received: 0 })
  expect(statements.length).toBeLessThanOrEqual(3)
})
