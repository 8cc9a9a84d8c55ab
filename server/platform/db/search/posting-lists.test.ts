// @module-tag long
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { fillSearchableYears } from '#server/testing/database/searchable-years.ts'
import { explain, nodesOf, pagesRead, statementsOf } from '#server/testing/database/statement-plans.ts'
import { query } from '../sql.ts'
import { listsOf } from './posting-lists.ts'

/** Where the terms of each kind come from. */
const kinds = {
  callerNumber: { of: 'from_digits', table: 'calls', key: 'arrived_at', postings: 'call_postings' },
  callerName: {
    of: 'normalised(display_name)',
    table: 'calls',
    key: 'arrived_at',
    postings: 'call_postings',
  },
  applicantNumber: { of: 'applicant_digits', table: 'tasks', key: 'id', postings: 'task_postings' },
  address: { of: 'normalised(address)', table: 'tasks', key: 'id', postings: 'task_postings' },
} as const
type Kind = keyof typeof kinds

const longTask = 7

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await fillSearchableYears(database.knex, { calls: 8_000, tasks: 4_000, people: 4_000 })
  const address = `Тюмень, посёлок Боровский, ${'очень '.repeat(600)}дальний заезд № 7`
  await database.knex('tasks').where('id', longTask).update({ address })
  await database.knex.raw('vacuum analyze')
}, 300_000)
afterAll(() => database.drop())

/** Keys of the rows that hold the pattern and of those that the lists name. */
async function compared(kind: Kind, pattern: string) {
  const { of, table, key, postings } = kinds[kind]
  const { knex } = database
  const lists = await listsOf(knex, kind, pattern)
  const held = await query<{ key: string }>(
    knex,
    `select distinct ${key}::text as key from ${table} where strpos(${of}, ?) > 0`,
    [pattern],
  )
  const listed = await query<{ key: string }>(
    knex,
    `select distinct p.${key === 'id' ? 'task_id' : key}::text as key
     from unnest(?::text[], ?::text[]) list (gram, pattern)
     join ${postings} p on p.gram = list.gram and (p.term = '' or strpos(p.term, list.pattern) > 0)`,
    [lists.map(({ gram }) => gram), lists.map((list) => list.pattern)],
  )
  return { held: held.map((row) => row.key).toSorted(), listed: listed.map((row) => row.key).toSorted() }
}

it.each(Object.keys(kinds) as Kind[])(
  'lists of %s name all rows that hold any part of a term, and no others',
  { timeout: 120_000 },
  async (kind) => {
    const { of, table } = kinds[kind]
    const terms = (
      await query<{ term: string }>(
        database.knex,
        `select distinct ${of} as term from ${table} where ${of} <> '' order by 1 limit 2000`,
      )
    ).map(({ term }) => term)
    const part = fc
      .tuple(fc.constantFrom(...terms), fc.nat(), fc.integer({ min: 1, max: 12 }))
      .map(([term, from, length]) => term.slice(from % term.length).slice(0, length))
    await fc.assert(
      fc.asyncProperty(part, async (pattern) => {
        const { held, listed } = await compared(kind, pattern)
        // a term that does not fit into the lists may hold anything: the row is asked
        const named = listed.filter(
          (key) => held.includes(key) || kind !== 'address' || key !== String(longTask),
        )
        expect(named).toEqual(held)
      }),
      { numRuns: 50 },
    )
  },
)

it('finds a part of a term that is far too long for an index', async () => {
  for (const pattern of ['поселок боровский', 'очень очень', 'дальний заезд № 7', '№ 7', '№']) {
    expect((await compared('address', pattern)).listed).toContain(String(longTask))
  }
})

it('a term that comes again is listed once', async () => {
  const { knex } = database
  const count = async () => query(knex, `select count(*) from term_ends where gram like 'n%'`)
  const before = await count()
  await knex.raw(`update calls set from_digits = (select min(from_digits) from calls) where id in (
    select id from calls order by id limit 20)`)
  expect(await count()).toEqual(before)
})

describe.each([
  ['callerNumber', 'the beginning of half of all numbers', '79'],
  ['callerNumber', 'the beginning of many', '7922'],
  ['callerNumber', 'the beginning of a few', '7922123'],
  ['callerNumber', 'a whole number', '79221234567'],
  ['callerNumber', 'a digit', '2'],
  ['callerName', 'a frequent surname', 'петров'],
  ['callerName', 'a whole name', 'юдашкина зоя а'],
  ['address', 'two letters of half of all', 'ул'],
  ['address', 'two letters of none', 'щъ'],
  ['address', 'a street', 'ул республики'],
  ['address', 'a street of three words', 'ул ивана соловьева'],
  ['address', 'a house', 'ул республики 4'],
  ['address', 'a whole address', 'ул республики 4 кв 12'],
  ['address', 'a flat of any house', 'кв 12'],
  ['address', 'a flat of no house', 'кв 97'],
] as const)('%s: %s', (kind, _name, pattern) => {
  it('is counted in the dictionary by one short reading of the index', async () => {
    const { asked } = await statementsOf(database.knex, () => listsOf(database.knex, kind, pattern))
    const plans = []
    for (const statement of asked) plans.push(await explain(database.knex, statement))
    expect(plans.flatMap(nodesOf).map((node) => node['Node Type'])).toEqual(['Limit', 'Index Only Scan'])
    expect(plans.reduce((sum, plan) => sum + pagesRead(plan), 0)).toBeLessThanOrEqual(30)
  })
})
