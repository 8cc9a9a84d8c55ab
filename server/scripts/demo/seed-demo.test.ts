import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStatuses } from '#contracts/task.ts'
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts'
import { createMemoryLimiter } from '#server/adapters/limiter/memory-limiter.ts'
import type { Deps } from '#server/app/deps.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts'
import { noAnnouncements } from '#server/testing/no-announcements.ts'
import { noMessages } from '#server/testing/no-messages.ts'
import { quietLog } from '#server/testing/quiet-log.ts'
import { seedDemo } from './seed-demo.ts'
import { demoUsers } from './users.ts'

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
  await Promise.all([seedDemo(deps), seedDemo(deps)]) // two processes at once
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
  expect(openStatuses.some((status) => status === 'draft') && statuses.has('draft')).toBe(false)
})

test('a second seeding changes nothing', async () => {
  const before = [await count('tasks'), await count('calls'), await count('journal'), await count('users')]
  await seedDemo(deps)
  expect([await count('tasks'), await count('calls'), await count('journal'), await count('users')]).toEqual(
    before,
  )
})
