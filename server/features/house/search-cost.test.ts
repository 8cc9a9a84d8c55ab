// @module-tag long
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { fillLargeTown } from '#server/testing/database/large-town.ts'
import { explain, nodesOf, pagesRead, statementsOf } from '#server/testing/database/statement-plans.ts'
import { searchAddresses } from './address/search-addresses.ts'

/**
 * What a search costs at 200,000 flats, in statements, plans and pages read: milliseconds are the benchmark's
 * (`npm run bench -- --only=address`), these are the same on every machine.
 */
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await fillLargeTown(database.knex)
}, 120_000)
afterAll(() => database.drop())

async function search(text: string, houseId?: number) {
  const olga = await addActor(database.store, 'operator')
  const deps = testDeps(database.store)
  const query = houseId === undefined ? { search: text } : { search: text, houseId }
  const { asked, answer } = await statementsOf(database.knex, () =>
    searchAddresses(deps, olga, { params: undefined, body: undefined, query }),
  )
  return { asked, hits: answer.hits.length }
}

it.each([
  ['an address', 'республики 4 кв 12', 3],
  ['a street half typed', 'реc', 4],
  ['a misspelt street', 'рестублики 4', 4],
  ['a street that is nothing like any', 'ъъъъъъъ 4', 4],
  ['a common word', 'улица ивана петрова 7 кв 3', 3],
  ['a flat of a known house', '12', 1, 1],
])(
  'of %s takes few statements and reads flats and houses by their indexes',
  async (_name, text, most, houseId?: number) => {
    const { asked } = await search(text, houseId)
    expect(asked.length).toBeLessThanOrEqual(most)
    let pages = 0
    for (const statement of asked) {
      const plan = await explain(database.knex, statement)
      pages += pagesRead(plan)
      const scanned = nodesOf(plan).filter(({ 'Node Type': type }) => type === 'Seq Scan')
      const large = scanned.flatMap(({ 'Relation Name': table = '' }) =>
        table === 'houses' || table === 'apartments' ? [table] : [],
      )
      expect([statement.sql, large]).toEqual([statement.sql, []])
    }
    expect(pages).toBeLessThan(1_000)
  },
)

it('does find in it', async () => {
  expect((await search('республики 4 кв 12')).hits).toBeGreaterThan(0)
  expect((await search('htcge,kbrb')).hits).toBeGreaterThan(0)
})
