import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { fillSearchableYears } from '#server/testing/database/searchable-years.ts'
import { callPage } from '#server/features/call/db/call-page.ts'
import { likeLiteral } from '../like.ts'
import { migrate, takeBack } from '../migrate.ts'
import { query } from '../sql.ts'
import { taskPage } from '#server/features/task/db/task-page.ts'
import type { TaskRow } from '#server/features/task/db/task-row.ts'

const longAddress = `Тюмень, посёлок Боровский, ${'очень '.repeat(30)}дальний заезд № 7`

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await fillSearchableYears(database.knex, { calls: 1_200, tasks: 600, people: 300 })
  await database.knex.raw(`
    update calls set arrived_at = '2020-02-02 02:02:02.222' where id in (
      select id from calls order by id limit 40);
    update calls set display_name = 'ООО «Ромашка», п. 100%' where id in (select id from calls order by id limit 3);
    update tasks set address = 'Подвал, у лифта' where id % 50 = 1;
  `)
  await database.knex('tasks').where('id', 7).update({ address: longAddress })
}, 120_000)
afterAll(() => database.drop())

const found = {
  calls: async (text: string): Promise<string[]> => {
    const rows = await pages<Call>((after, limit) => callPage(database.knex, { search: text, after, limit }))
    return rows.map(({ id }) => id)
  },
  tasks: async (text: string): Promise<number[]> => {
    const rows = await pages<TaskRow>((last, limit) =>
      taskPage(database.knex, { search: text, byPhone: true, before: last?.id, limit }),
    )
    return rows.map(({ id }) => id)
  },
}

/** All pages of seven, one after another. */
async function pages<Row>(page: (last: Row | undefined, limit: number) => Promise<Row[]>): Promise<Row[]> {
  const all: Row[] = []
  for (;;) {
    const rows = await page(all.at(-1), 7)
    all.push(...rows)
    if (rows.length < 7) return all
  }
}

/** The same by reading all rows, as LIKE finds them. */
const scanned = {
  calls: async (text: string) => {
    const digits = text.replace(/\D/g, '')
    const rows = await query<{ id: string }>(
      database.knex,
      `select id from calls where display_name ilike ? ${digits.length < 2 ? '' : `or from_digits like '%${digits}%'`}
       order by arrived_at desc, id desc`,
      [`%${likeLiteral(text)}%`],
    )
    return rows.map(({ id }) => id)
  },
  tasks: async (text: string) => {
    const isTail = /^\d{2,6}$/.test(text)
    const isPhone = /^\d{4,15}$/.test(text)
    const rows = await query<{ id: number }>(
      database.knex,
      `select id from tasks where status not in ('draft','discarded') and (number = ? or address ilike ?
         ${isTail ? `or number like '%${text}'` : ''} ${isPhone ? `or applicant_digits like '%${text}%'` : ''})
       order by id desc`,
      [text, `%${likeLiteral(text)}%`],
    )
    return rows.map(({ id }) => id)
  },
}

it.each(['calls', 'tasks'] as const)(
  'finds among %s all that a reading of every row finds, in its order, page by page',
  { timeout: 120_000, tags: ['long'] },
  async (what) => {
    const lines = (
      await query<{ line: string }>(
        database.knex,
        what === 'calls'
          ? 'select from_digits as line from calls union select display_name from calls'
          : 'select number as line from tasks union select address from tasks union select applicant_digits from tasks',
      )
    ).flatMap(({ line }) => line || [])
    const part = fc
      .tuple(fc.constantFrom(...lines), fc.nat(), fc.integer({ min: 1, max: 14 }))
      .map(([line, from, length]) =>
        line
          .slice(from % line.length)
          .slice(0, length)
          .trim(),
      )
      // of punctuation alone nothing is left to search by: that shows all
      .filter((text) => /[\p{Letter}\p{Number}%]/u.test(text))
    await fc.assert(
      fc.asyncProperty(part, async (text) => {
        const ids: (string | number)[] = await found[what](text)
        const wanted: (string | number)[] = await scanned[what](text)
        expect(new Set(ids).size).toBe(ids.length)
        // more may be found (ё as е, without commas), nothing less, and newest first
        expect(ids.filter((id) => wanted.includes(id))).toEqual(wanted)
      }),
      { numRuns: 150 },
    )
  },
)

it('finds without commas, by ё as by е, and a part of a long address', async () => {
  expect((await found.tasks('подвал у лифта')).length).toBe((await scanned.tasks('Подвал, у лифта')).length)
  expect(await found.tasks('поселок боровский')).toEqual([7])
  expect(await found.tasks('дальний заезд № 7')).toEqual([7])
  expect((await found.calls('ООО ромашка п')).length).toBe(3)
})

it('finds a task by ten digits: a number without its 7 or 8, and the beginning of one with it', async () => {
  await database.knex('tasks').where('id', 12).update({ applicant_digits: '79221558196' })
  for (const typed of ['7922155819', '9221558196', '89221558196', '+7 922 155-81-96'])
    expect(await found.tasks(typed), typed).toContain(12)
})

it('follows what is changed: by the new text it is found, by the old one no more', async () => {
  const { knex } = database
  await knex('tasks').where('id', 11).update({ address: 'Чердак дома быта', number: '77-999123' })
  expect(await found.tasks('дома быта')).toEqual([11])
  expect(await found.tasks('999123')).toEqual([11])
  await knex('tasks').where('id', 11).update({ address: 'Чердак', number: '77-999124' })
  expect([await found.tasks('дома быта'), await found.tasks('999123')]).toEqual([[], []])
  expect(await found.tasks('чердак')).toEqual([11])
  const listed = await query<{ gram: string }>(knex, `select gram from task_postings where task_id = 11`)
  expect(listed.filter(({ gram }) => gram === '#77-999123' || gram === 'a=чердак дома быта')).toEqual([])

  const [last] = await knex('calls').orderBy('arrived_at', 'desc').limit(1)
  await knex('calls').where('id', last.id).update({ from_digits: '390612345678' })
  expect(await found.calls('39061234')).toEqual([last.id])
  await knex('calls').where('id', last.id).update({ from_digits: '390600000000' })
  expect(await found.calls('39061234')).toEqual([])
})

it('lists what was there before the lists were', async () => {
  const { knex } = database
  const count = async () =>
    query(
      knex,
      `select (select count(distinct (gram, arrived_at, term)) from call_postings
           where arrived_at in (select arrived_at from calls where from_digits not like '39%')
             and gram like 'n*') as calls,
         (select count(distinct (gram, task_id, term)) from task_postings) as tasks,
         (select count(distinct ends) from term_ends ends
           where term in (select b.beginning
             from tasks cross join lateral beginnings_of_term('a', normalised(address)) b)) as ends`,
    )
  const before = await count()
  await takeBack(knex, '20261128T2000_term_ends.ts')
  await takeBack(knex, '20261128T0320_term_parts.ts')
  await takeBack(knex, '20261127T1860_search_postings.ts')
  await migrate(knex)
  expect(await count()).toEqual(before)
})
