import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { query } from '#server/platform/db/sql.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.knex.raw(`insert into counters values ('a', 0), ('b', 0)`)
})
afterAll(() => database.drop())

const valueOf = async (key: string): Promise<unknown> =>
  (await database.knex('counters').where({ key }).first('value')).value

it('does a transaction again that was the victim of a deadlock, and both are done', async () => {
  const { store } = database
  let waiting = 0
  let runs = 0
  const both = Promise.withResolvers<void>()
  const crossing = (first: string, second: string) =>
    store.transaction(async (tx) => {
      runs += 1
      await tx.counters.next(first)
      if (++waiting === 2) both.resolve()
      await both.promise
      await tx.counters.next(second)
    })
  await Promise.all([crossing('a', 'b'), crossing('b', 'a')])
  expect(runs).toBe(3)
  expect([await valueOf('a'), await valueOf('b')]).toEqual([2, 2])
})

it('keeps nothing of a transaction that failed', async () => {
  const failing = database.store.transaction(async (tx) => {
    await tx.counters.next('c')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await valueOf('a')).toBe(2)
  expect(await database.knex('counters').where({ key: 'c' })).toEqual([])
})

it('a snapshot is of one moment and writes nothing', async () => {
  const { store } = database
  const values = await store.snapshot(async (tx) => {
    const before = await query(tx.knex, `select value from counters where key = 'a'`)
    await store.transaction((other) => other.counters.next('a'))
    return [before, await query(tx.knex, `select value from counters where key = 'a'`)]
  })
  expect(values[1]).toEqual(values[0])
  await expect(store.snapshot((tx) => tx.counters.next('a'))).rejects.toMatchObject({ code: '25006' })
})
