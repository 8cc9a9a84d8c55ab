import { afterAll, beforeAll, expect, it } from 'vitest'
import { callsKept } from '#contracts/task.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { selectTasks } from './task-page.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ max: 1 })
  // calls themselves are not asked for here
  await database.knex.raw('alter table task_calls drop constraint task_calls_call_id_fkey')
  await database.knex.raw(`
    insert into tasks (id, status, source, created_at, updated_at) overriding system value
      select n, 'discarded', 'call', now(), now() from generate_series(1, 20000) n;
    insert into task_calls (at, call_id, kind, task_id)
      select now(), 'embedded:' || n, 'origin', n from generate_series(1, 20000) n;
    insert into task_calls (at, call_id, kind, task_id)
      select now() + n * interval '1 s', 'embedded:' || n, 'joined', 7 from generate_series(20001, 35000) n;
    analyze tasks, task_calls;
  `)
})
afterAll(() => database.drop())

it('the last calls of a task with fifteen thousand are read by one look at an index', async () => {
  const { rows } = await database.knex.raw(
    `explain (analyze, buffers, timing off, summary off) ${selectTasks} where t.id = 7`,
  )
  const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
  const [scan] = /Index Scan using task_calls_last .*/.exec(plan) ?? ['']
  expect(scan).toContain(`actual rows=${callsKept} `)
})
