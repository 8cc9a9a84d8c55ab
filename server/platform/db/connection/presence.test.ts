import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Knex } from 'knex'
import { openLine, type CuttableLine } from '#server/testing/database/cuttable-line.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { connect } from './connect.ts'
import { hasRoom } from './disk.ts'

let database: TestDatabase
let line: CuttableLine
let knex: Knex
const log = createTestLog()
beforeAll(async () => {
  database = await createTestDatabase()
  line = await openLine(Number(new URL(database.url).port))
  const through = new URL(database.url)
  through.port = String(line.port)
  knex = connect({ url: through.href, max: 2, watch: { log, answerMs: 1_500 } })
})
afterAll(async () => {
  line.thaw()
  await knex.destroy()
  await line.stop()
  await database.drop()
})

const said = (message: string) => log.lines.filter((one) => one.message === message).length
const answers = () =>
  vi.waitFor(async () => expect((await knex.raw('select 1 as one')).rows).toEqual([{ one: 1 }]), {
    timeout: 20_000,
    interval: 50,
  })

test('a frozen PostgreSQL breaks off who waits for it, refuses at once who comes, and is back when it is', async () => {
  await answers()
  line.freeze()
  // two hold the pool's connections, the third waits for one
  const waiting = [1, 2, 3].map((n) => knex.raw(`select ${n}`))
  const outcomes = await Promise.allSettled(waiting)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])

  await expect(knex.raw('select 1')).rejects.toThrow('PostgreSQL is away')
  await expect(knex.transaction((tx) => tx.raw('select 1'))).rejects.toThrow('PostgreSQL is away')
  expect(said('PostgreSQL is away')).toBe(1)

  line.thaw()
  await answers()
  expect(said('PostgreSQL is back')).toBe(1)
})

test('a statement that is only slow is left to itself', async () => {
  await answers()
  const [row] = (await knex.raw('select pg_sleep(3), 1 as one')).rows
  expect(row.one).toBe(1)
})

test('a disk that a statement found full is told for a while', async () => {
  expect(await hasRoom(database.knex)).toBe(true)
  await expect(
    database.knex.raw(`do $$ begin raise exception using errcode = '53100'; end $$`),
  ).rejects.toThrow()
  expect(await hasRoom(database.knex)).toBe(false)
})
