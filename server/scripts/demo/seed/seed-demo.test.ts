import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardStatuses } from '#domain/task/states.ts'
import { createMemoryCache } from '#server/platform/cache/memory-cache.ts'
import { createMemoryLimiter } from '#server/platform/limiter/memory-limiter.ts'
import type { Deps } from '#server/deps.ts'
import { verifyPassword } from '#server/features/session/password.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { noMessages } from '#server/testing/people/no-messages.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { seedDemo } from './seed-demo.ts'
import { demoUsers } from '../users.ts'

let database: TestDatabase
let deps: Deps
beforeAll(async () => {
  database = await createTestDatabase()
  deps = {
    store: database.store,
    cache: createMemoryCache(),
    limiter: createMemoryLimiter(),
    announcements: noAnnouncements,
    messages: noMessages,
    log: quietLog,
    now: () => new Date(),
    installation: {
      timeZone: 'Asia/Yekaterinburg',
      pbx: 'embedded',
      sipRealm: 'vakhta',
      sipDomain: 'vakhta.local',
      queueNumber: '112',
      callPage: true,
    },
  }
  await Promise.all([seedDemo(deps, 'first one'), seedDemo(deps, 'first one')]) // two processes at once
})
afterAll(async () => {
  await deps.cache.stop()
  await deps.limiter.stop()
  await database.drop()
})

const count = async (table: string): Promise<number> =>
  Number((await database.knex(table).count({ n: '*' }).first())?.n)

test('the company has a town’s worth of houses, flats, residents and numbers', async () => {
  expect(await count('streets')).toBe(12)
  expect(await count('houses')).toBe(60)
  expect(await count('apartments')).toBeGreaterThan(2_400)
  expect(await count('residents')).toBe(4_000)
  const shared = await database.knex('phones').select('digits').groupBy('digits').havingRaw('count(*) > 1')
  expect(shared.length).toBeGreaterThan(10)
})

test('there is somebody of every role, and every incident names its basis in law', async () => {
  const people = await database.knex('users').select('role').distinct()
  expect(people.length).toBe(5)
  expect(await count('users')).toBe(demoUsers.length)
  const entries = await database.store.repositories.classifier.all()
  expect(entries.length).toBeGreaterThanOrEqual(30)
  for (const { rule } of entries) expect(rule.basis).not.toBe('')
})

test('the shift left tasks in every state of work, and one call-back whose clock runs', async () => {
  const rows = await database.knex('tasks').select('status', 'callback_by')
  const statuses = new Set(rows.map(({ status }) => status))
  for (const status of ['new', 'accepted', 'assigned', 'inProgress', 'deferred', 'done', 'closed'])
    expect(statuses).toContain(status)
  const callbacks = rows.filter(({ status }) => status === 'callback')
  expect(callbacks).toHaveLength(1)
  expect(callbacks[0]?.callback_by.getTime()).toBeGreaterThan(Date.now())
  expect(boardStatuses.some((status) => status === 'draft') && statuses.has('draft')).toBe(false)
})

test('a second seeding changes nothing', async () => {
  const before = [await count('tasks'), await count('calls'), await count('journal'), await count('users')]
  await seedDemo(deps, 'first one')
  expect([await count('tasks'), await count('calls'), await count('journal'), await count('users')]).toEqual(
    before,
  )
})

test('every house is fed by a heating point and a station, and stands in a microdistrict with its entrances', async () => {
  for (const service of ['heating', 'hotWater', 'power'])
    expect(await database.knex('house_supply').where({ service })).toHaveLength(60)
  const points = await database.knex('supply_points').where({ kind: 'heatPoint' })
  expect(points).toHaveLength(6)
  expect(await database.knex('houses').whereNull('microdistrict_id')).toEqual([])
  const { n } = (await database.knex('houses').sum({ n: 'entrances' }).first()) ?? {}
  expect(await count('entrances')).toBe(Number(n))
})

test('three shutdowns: one is over, one is to come, one is on and was moved', async () => {
  const shutdowns = await database.store.repositories.shutdowns.page({ limit: 10 })
  expect(shutdowns.map(({ status, shifts }) => `${status} ${shifts}`).toSorted()).toEqual([
    'active 1',
    'planned 0',
    'restored 0',
  ])
  for (const { number, places, createdAt } of shutdowns) {
    expect(number).toMatch(/^О\d\d-00000\d$/)
    expect(places).not.toBe('')
    expect(Date.parse(createdAt)).toBeLessThan(Date.now())
  }
})

test('cards tell who left, whose number moved with him, and differ from the stored numbers here and there', async () => {
  const { knex, store } = database
  const left = await knex('apartment_residents').whereNotNull('lives_to')
  expect(left.length).toBeGreaterThan(100)
  const today = '2026-11-22'
  // flat 9: its owner left for flat 19, and the number with him; flat 49: only left
  const places = async (flat: number) => {
    const [phone] = await knex('phones').where({ apartment_id: flat }).select('digits')
    return (await store.repositories.places.ofNumbers([phone?.digits], today)).map(
      ({ apartmentId }) => apartmentId,
    )
  }
  expect(await places(9)).toEqual([19])
  expect(await places(49)).toEqual([])
  expect(await places(39)).toEqual([])
  expect(await places(2)).toEqual([2])
  const houses = (await knex('houses').select('id')).map(({ id }) => ({ houseId: id, entrances: null }))
  const total = async (fromCard: boolean) =>
    [...(await store.repositories.living.ofHouses(houses, { fromCard, today })).values()].reduce(
      (sum, { living }) => sum + living,
      0,
    )
  const [byCard, stored] = [await total(true), await total(false)]
  expect(byCard).toBeGreaterThan(3_500)
  expect(stored).not.toBe(byCard)
})

test('another password at a later start is the one that counts, and sessions of the old one are over', async () => {
  const { users } = database.store.repositories
  const isPasswordOf = async (password: string): Promise<boolean[]> =>
    Promise.all(
      demoUsers.map(async ({ login }) =>
        verifyPassword(password, (await users.findByLogin(login))?.passwordHash ?? ''),
      ),
    )
  const everybody = demoUsers.map(() => true)
  expect(await isPasswordOf('first one')).toEqual(everybody)
  const admin = await users.findByLogin('admin')
  await database.knex('sessions').insert({
    token_hash: Buffer.alloc(32),
    user_id: admin?.user.id,
    csrf: 'x',
    ip: '127.0.0.1',
    user_agent: '',
    created_at: new Date(),
    last_seen_at: new Date(),
    expires_at: new Date(Date.now() + 60_000),
  })
  await seedDemo(deps, 'first one')
  expect(await count('sessions')).toBe(1)
  await seedDemo(deps, 'second one')
  expect(await isPasswordOf('second one')).toEqual(everybody)
  expect(await count('sessions')).toBe(0)
})
