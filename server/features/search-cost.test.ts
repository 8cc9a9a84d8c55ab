// @module-tag long
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCalls } from '#server/features/call/list-calls.ts'
import { listTasks } from '#server/features/task/list-tasks.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { fillSearchableYears } from '#server/testing/database/searchable-years.ts'
import { explain, nodesOf, pagesRead, statementsOf } from '#server/testing/database/statement-plans.ts'

/**
 * What a search among years costs, in plans and pages read, and how that grows with ten times the data: milliseconds at
 * five million calls are the benchmark's (`npm run bench -- --only=search`).
 */
const sizes = [4_000, 40_000] as const
const limit = 10

let databases: [TestDatabase, TestDatabase]
beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()]
  for (const [n, database] of databases.entries()) {
    const calls = sizes[n] ?? 0
    await fillSearchableYears(database.knex, { calls, tasks: calls / 4, people: calls / 10 })
    await database.knex.raw('vacuum analyze')
  }
}, 300_000)
afterAll(async () => {
  for (const database of databases) await database.drop()
})

async function search(database: TestDatabase, what: 'calls' | 'tasks', text: string) {
  const deps = testDeps(database.store)
  const chief = await addActor(database.store, 'supervisor')
  const input = { params: undefined, body: undefined, query: { search: text, limit } }
  const { asked, answer } = await statementsOf(database.knex, async () =>
    what === 'calls'
      ? (await listCalls(deps, chief, input)).calls.length
      : (await listTasks(deps, chief, input)).tasks.length,
  )
  const plans = []
  for (const statement of asked) plans.push(await explain(database.knex, statement))
  return {
    found: answer,
    pages: plans.reduce((sum, plan) => sum + pagesRead(plan), 0),
    scanned: plans
      .flatMap(nodesOf)
      .filter(({ 'Node Type': type }) => type === 'Seq Scan')
      .map(({ 'Relation Name': table }) => table),
  }
}

const searches = [
  ['calls', 'two digits', '22'],
  ['calls', 'the beginning of a number', '7922'],
  ['calls', 'three digits', '792'],
  ['calls', 'the tail of a number', '4217'],
  ['calls', 'a name', 'петров'],
  ['calls', 'a rare name', 'юдашкина зоя'],
  ['calls', 'a number that never called', '79221234567'],
  ['calls', 'what is nowhere', 'нет такого'],
  ['tasks', 'the tail of a number', '4217'],
  ['tasks', 'a short tail', '217'],
  ['tasks', 'two digits that no address has', '91'],
  ['calls', 'two letters that no name has', 'щщ'],
  ['tasks', 'the beginning of a telephone number', '7922'],
  ['tasks', 'a street', 'республики'],
  ['tasks', 'a house', 'Республики, 4'],
  ['tasks', 'a flat of any house', 'кв. 12'],
  ['tasks', 'what is nowhere', 'нет такого'],
] as const

describe.each(searches)('%s searched by %s', (what, _name, text) => {
  it('reads few pages, by lists and not by rows, and hardly more of ten times the data', async () => {
    const small = await search(databases[0], what, text)
    const large = await search(databases[1], what, text)
    expect(large.scanned).not.toContain(what)
    // fewer rows are fewer pages for that alone; trees this small grow by a level each, one page a look into them
    const most = small.found === large.found ? small.pages * 1.3 + 40 : 300
    expect(large.pages).toBeLessThan(most)
  })
})
