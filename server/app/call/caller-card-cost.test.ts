import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts'
import { addActor, testDeps } from '#server/testing/factories.ts'
import { fillWithYears } from '#server/testing/years-of-calls.ts'
import { getCallerCard } from './get-caller-card.ts'

/**
 * What a card costs with 15,000 residents, 100,000 old calls and 50,000 tasks, in statements and in pages read:
 * milliseconds are the benchmark's, these are the same on every machine.
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
  await fillWithYears(database.knex)
}, 120_000)
afterAll(() => database.drop())

async function statementsOfCard(callId: string): Promise<Statement[]> {
  const asked: Statement[] = []
  const onQuery = (one: Statement): void => {
    if (/^\s*(select|with)/i.test(one.sql)) asked.push(one)
  }
  const olga = await addActor(database.store, 'operator')
  database.knex.on('query', onQuery)
  await getCallerCard(testDeps(database.store), olga, {
    params: { id: callId },
    query: undefined,
    body: undefined,
  })
  database.knex.removeListener('query', onQuery)
  return asked
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
      const plan = await explain(statement)
      pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
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
