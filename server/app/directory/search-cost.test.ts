import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts'
import { addActor, testDeps } from '#server/testing/factories.ts'
import { fillLargeTown } from '#server/testing/large-town.ts'
import { searchAddresses } from './search-addresses.ts'

/**
 * What a search costs at 200,000 flats, in statements, plans and pages read: milliseconds are the benchmark's
 * (`npm run bench -- --only=address`), these are the same on every machine.
 */
const Plan = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  get Plans() {
    return z.array(Plan).optional()
  },
})
type PlanNode = z.infer<typeof Plan>
interface Statement {
  sql: string
  bindings: readonly unknown[]
}

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await fillLargeTown(database.knex)
}, 120_000)
afterAll(() => database.drop())

async function statementsOf(search: string, houseId?: number): Promise<{ asked: Statement[]; hits: number }> {
  const asked: Statement[] = []
  const onQuery = (one: Statement): void => void asked.push(one)
  const olga = await addActor(database.store, 'operator')
  const deps = testDeps(database.store)
  database.knex.on('query', onQuery)
  const query = houseId === undefined ? { search } : { search, houseId }
  const { hits } = await searchAddresses(deps, olga, { params: undefined, body: undefined, query })
  database.knex.removeListener('query', onQuery)
  return { asked, hits: hits.length }
}

async function explain({ sql, bindings }: Statement): Promise<PlanNode> {
  // what the driver has numbered is numbered again by a plain client: `raw` would look for question marks
  const client = await database.knex.client.acquireConnection()
  try {
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, [...bindings])
    return Plan.parse(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await database.knex.client.releaseConnection(client)
  }
}
const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

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
    const { asked } = await statementsOf(text, houseId)
    expect(asked.length).toBeLessThanOrEqual(most)
    let pages = 0
    for (const statement of asked) {
      const plan = await explain(statement)
      pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
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
  expect((await statementsOf('республики 4 кв 12')).hits).toBeGreaterThan(0)
  expect((await statementsOf('htcge,kbrb')).hits).toBeGreaterThan(0)
})
