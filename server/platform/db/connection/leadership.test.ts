import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { until } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { takeLeadership } from './leadership.ts'

const lock = 1
let database: TestDatabase
let candidates: { stop(): Promise<void> }[] = []
/** What happened, in order: `a leads`, `a stops`. */
let story: string[] = []
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  for (const candidate of candidates) await candidate.stop()
  candidates = []
  story = []
})
afterAll(() => database.drop())

const told = (what: string): Promise<void> => until(() => story.includes(what), 5_000, what)

function candidate(name: string): { stop(): Promise<void> } {
  const made = takeLeadership({
    databaseUrl: database.url,
    lock,
    channels: ['sip_accounts'],
    log: quietLog,
    retryMs: 50,
    async lead(notifications) {
      story.push(`${name} leads`)
      notifications((channel, payload) => story.push(`${name} hears ${channel} ${payload}`))
      return {
        async stop() {
          story.push(`${name} stops`)
        },
      }
    },
  })
  candidates.push(made)
  return made
}

test('one leads, the other stands by and takes over when the first has stopped', async () => {
  const first = candidate('a')
  await told('a leads')
  candidate('b')
  await database.knex.raw(`select pg_notify('sip_accounts', 'op-1')`)
  await told('a hears sip_accounts op-1')
  expect(story).not.toContain('b leads')
  await first.stop()
  await told('b leads')
  expect(story.indexOf('a stops')).toBeLessThan(story.indexOf('b leads'))
})

test('a leader that lost its connection stops its work and leads again', async () => {
  candidate('a')
  await told('a leads')
  await database.knex.raw(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and objid = ? and database = (select oid from pg_database where datname = current_database())`,
    [lock],
  )
  await until(() => story.filter((what) => what === 'a leads').length === 2, 5_000, 'a leads again')
  expect(story).toEqual(['a leads', 'a stops', 'a leads'])
})

test('work that cannot begin is begun again', async () => {
  let attempts = 0
  candidates.push(
    takeLeadership({
      databaseUrl: database.url,
      lock,
      channels: [],
      log: quietLog,
      retryMs: 20,
      async lead() {
        attempts += 1
        if (attempts < 3) throw new Error('not yet')
        story.push('began')
        return { stop: async () => {} }
      },
    }),
  )
  await told('began')
  expect(attempts).toBe(3)
})
