// @module-tag long
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { explain, nodesOf, pagesRead, statementsOf } from '#server/testing/database/statement-plans.ts'
import { fillWithYears } from '#server/testing/database/years-of-calls.ts'
import { getCallerCard } from './get-caller-card.ts'

/**
 * What a card costs with 15,000 residents, 100,000 old calls and 50,000 tasks, in statements and in pages read:
 * milliseconds are the benchmark's, these are the same on every machine.
 */
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await fillWithYears(database.knex)
}, 120_000)
afterAll(() => database.drop())

async function statementsOfCard(callId: string) {
  const olga = await addActor(database.store, 'operator')
  const { asked } = await statementsOf(database.knex, () =>
    getCallerCard(testDeps(database.store), olga, {
      params: { id: callId },
      query: undefined,
      body: undefined,
    }),
  )
  return asked.filter(({ sql }) => /^\s*(select|with)/i.test(sql))
}

describe('the card of a call among years of calls', () => {
  it.each([
    ['a resident of one flat', 'old:1'],
    ['a number of two flats', 'old:two'],
    ['our own worker', 'old:worker'],
    ['a hidden number', 'old:hidden'],
  ])('of %s takes a handful of statements, by indexes alone', async (_name, callId) => {
    const asked = await statementsOfCard(callId)
    expect(asked.length).toBeLessThanOrEqual(7)
    let pages = 0
    for (const statement of asked) {
      const plan = await explain(database.knex, statement)
      pages += pagesRead(plan)
      const scanned = nodesOf(plan).filter(({ 'Node Type': type }) => type === 'Seq Scan')
      const large = scanned.filter(({ 'Relation Name': table = '' }) => largeTables.has(table))
      expect([statement.sql, large.map((node) => node['Relation Name'])]).toEqual([statement.sql, []])
    }
    expect(pages).toBeLessThan(1_500)
  })
})
const largeTables = new Set([
  'calls',
  'tasks',
  'task_calls',
  'phones',
  'apartments',
  'residents',
  'apartment_residents',
])
