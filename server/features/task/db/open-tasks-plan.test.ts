import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { boardStatuses } from '#domain/task/states.ts'
import { isListedSql, isOpenSql, listOf } from './status-list.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ max: 1 })
  // houses themselves are not asked for here
  await database.knex.raw('alter table tasks drop constraint tasks_house_id_fkey')
  await database.knex.raw(`
    insert into tasks (status, source, house_id, created_at, updated_at)
      select (array['closed','discarded'])[1 + n % 2], 'call', n % 50, now(), now() from generate_series(1, 20000) n;
    insert into tasks (status, source, house_id, created_at, updated_at)
      select 'new', 'call', n, now(), now() from generate_series(1, 50) n;
    analyze tasks;
  `)
})
afterAll(() => database.drop())

// an index is found when PostgreSQL proves that the list of states has none of those that its predicate names
it.each([
  ['tasks_house_open', `where t.house_id = 7 and ${isOpenSql}`],
  ['tasks_open', `where t.status in (${listOf(boardStatuses)}) order by t.created_at desc limit 100`],
  ['tasks_newest', `where ${isListedSql} order by t.id desc limit 10`],
])('%s is what the list of states asks', async (index, condition) => {
  const { rows } = await database.knex.raw(`explain select * from tasks t ${condition}`)
  expect(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')).toContain(index)
})
