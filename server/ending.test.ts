import { afterAll, beforeAll, expect, it } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { sampleCall, sampleTask } from '#server/testing/samples/sample-entities.ts'
import { statementsOf } from '#server/testing/database/statement-plans.ts'
import { storeWithin, type Store, type Transaction } from '#server/store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const at = new Date('2026-11-22T10:00:00.000Z')
const by = { userId: null, at }
const settings = (version: number) => ({ settings: defaultSettings, version })

/** What went into the journal while `work` was done in a transaction, and what it asked the database. */
async function toldBy(work: (tx: Transaction) => Promise<unknown>) {
  const { journal } = database.store.repositories
  const head = await journal.head()
  const { asked } = await statementsOf(database.knex, () => database.store.transaction(work))
  const entries = await journal.after(head, 100)
  return { data: entries.map((entry) => entry.data), asked: asked.map(({ sql }) => sql) }
}

const isOfJournal = (sql: string): boolean => sql.includes('journal_head')

it('tells in the order of the calls, in one statement that is the last of the transaction', async () => {
  const call = sampleCall('embedded:told')
  const task = sampleTask(7)
  const { data, asked } = await toldBy(async (tx) => {
    tx.tell('call', call)
    tx.audit('task.discarded', by, { subject: 'task:7', details: { reason: 'тест' } })
    tx.tell('task', task, { ...task, version: 2 })
    await tx.counters.next('after-tell')
    tx.tell('settings', settings(3))
  })
  expect(data).toEqual([
    { type: 'call.changed', call },
    { type: 'task.changed', task },
    { type: 'task.changed', task: { ...task, version: 2 } },
    { type: 'settings.changed', ...settings(3) },
  ])
  expect(asked.filter(isOfJournal)).toHaveLength(1)
  expect(asked.findIndex(isOfJournal)).toBe(asked.length - 2)
  expect(asked.at(-1)).toMatch(/commit/i)
})

it('asks nothing more of the database when nothing is left to the end', async () => {
  const { data, asked } = await toldBy((tx) => tx.counters.next('alone'))
  expect(data).toEqual([])
  expect(asked).toHaveLength(3)
})

it('keeps what was done by whom in its order, in one statement', async () => {
  const { asked } = await toldBy(async (tx) => {
    tx.audit('first', by, { subject: 'one', details: {} })
    tx.audit('second', by, { subject: 'two', details: { of: ['кавычка "', null] } })
  })
  expect(asked).toHaveLength(3)
  const [second, first] = await database.store.repositories.audit.newest(2)
  expect(first).toMatchObject({ ...by, action: 'first', subject: 'one', details: {} })
  expect(second).toMatchObject({ action: 'second', details: { of: ['кавычка "', null] } })
})

it('forgets what a transaction wanted to tell that failed', async () => {
  const { journal, audit } = database.store.repositories
  const head = await journal.head()
  const [last] = await audit.newest(1)
  const failing = database.store.transaction(async (tx) => {
    tx.tell('settings', settings(4))
    tx.audit('never', by, { subject: 'x', details: {} })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await journal.head()).toBe(head)
  expect(await audit.newest(1)).toEqual([last])
})

it('of a savepoint what it left goes to the end of the whole, and nothing of one that was rolled back', async () => {
  const within = (store: Store, version: number, fails = false): Promise<void> =>
    store.transaction(async (tx) => {
      tx.tell('settings', settings(version))
      if (fails) throw new Error('undone')
    })
  const { data, asked } = await toldBy(async (tx) => {
    const store = storeWithin(tx)
    await within(store, 5)
    await within(store, 6, true).catch(() => undefined)
    await within(store, 7)
    tx.tell('settings', settings(8))
  })
  expect(data.map((one) => (one.type === 'settings.changed' ? one.version : null))).toEqual([5, 7, 8])
  expect(asked.filter(isOfJournal)).toHaveLength(1)
  expect(asked.findIndex(isOfJournal)).toBe(asked.length - 2)
})
