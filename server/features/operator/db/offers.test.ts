import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addPeople } from '#server/testing/people/people.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'

let database: TestDatabase
let userId: number
beforeAll(async () => {
  database = await createTestDatabase()
  await addPeople(database.store, ['operator'])
  userId = (await database.store.repositories.users.operators())[0]?.id ?? 0
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.knex.raw('truncate operator_heartbeats, web_processes, operator_states')
  await database.knex('users').update({ is_paused: false })
})

const ago = (seconds: number) => database.knex.raw('now() - make_interval(secs => ?)', [seconds])
const beat = (seconds: number, microphone: string, phone: string) =>
  database.knex('operator_heartbeats').insert({ user_id: userId, at: ago(seconds), microphone, phone })
const web = (at: number, servingSince: number) =>
  database
    .knex('web_processes')
    .insert({ id: database.knex.raw('gen_random_uuid()'), at: ago(at), serving_since: ago(servingSince) })
const offer = async () => (await database.store.repositories.operatorOffers.all())[0]

test.each([
  ['a fresh heartbeat', [1, 'live', 'registered'], null],
  ['a microphone that is off', [1, 'off', 'registered'], 'microphoneOff'],
  ['a phone that has lost its registration', [1, 'live', 'connecting'], 'phoneLost'],
  ['silence for more than 8 s', [9, 'live', 'registered'], 'noHeartbeat'],
  ['what an old heartbeat said of the microphone is not news', [9, 'off', 'registered'], 'noHeartbeat'],
  ['a phone that never had a page, e.g. on a desk', null, null],
] as const)('%s', async (_name, last, why) => {
  await web(0, 60)
  if (last) await beat(last[0], last[1], last[2])
  expect(await offer()).toMatchObject({ why, isOffered: why === null })
})

test.each([
  ['no web process ever wrote', []],
  ['all web processes are dead', [[30, 600]]],
  ['the only one is new: pages may not have found it yet', [[0, 5]]],
  [
    'one of two has just died: its pages are on their way to the other',
    [
      [0, 600],
      [6, 600],
    ],
  ],
] as const)('silence says nothing when %s', async (_name, processes) => {
  await beat(600, 'live', 'registered')
  for (const [at, since] of processes) await web(at, since)
  expect(await offer()).toMatchObject({ why: null, isOffered: true })
})

test('a process that was away itself has to serve anew before it judges', async () => {
  const id = '7d0f2f0e-0000-4000-8000-000000000001'
  const { heartbeats } = database.store.repositories
  await database.knex('web_processes').insert({ id, at: ago(10), serving_since: ago(600) })
  await beat(20, 'live', 'registered')
  await heartbeats.served(id)
  expect(await offer()).toMatchObject({ why: null })
  await database
    .knex('web_processes')
    .where({ id })
    .update({ serving_since: ago(16) })
  await heartbeats.served(id)
  expect(await offer()).toMatchObject({ why: 'noHeartbeat' })
})

test('a page that takes the secret must speak from then on; asking again renews nothing', async () => {
  await web(0, 60)
  const { heartbeats } = database.store.repositories
  await heartbeats.expected(userId)
  expect(await offer()).toMatchObject({ why: null })
  await database.knex('operator_heartbeats').update({ at: ago(9) })
  await heartbeats.expected(userId)
  expect(await offer()).toMatchObject({ why: 'noHeartbeat' })
  await heartbeats.heard(userId, { microphone: 'live', phone: 'registered' })
  expect(await offer()).toMatchObject({ why: null })
})
