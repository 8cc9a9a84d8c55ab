import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { createLogger } from './logger.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.knex.raw('create table people (number text primary key, born date)')
  await database.knex.raw('insert into people values (?, null)', ['+73452000012'])
})
afterAll(() => database.drop())

function lineOf(facts: object): string {
  const stream = new PassThrough()
  createLogger('info', stream).error(facts, 'failed')
  return String(stream.read())
}
const faultOf = async (sql: string, values: string[]): Promise<unknown> => {
  try {
    await database.knex.raw(sql, values)
  } catch (error) {
    return error
  }
  throw new Error('no fault')
}

test.each([
  ['a duplicate', 'insert into people values (?, null)', ['+73452000012'], '23505'],
  ['no date', `insert into people values ('x', ?::text::date)`, ['родился 01.02.1950'], '22007'],
  ['a value that is named by the driver', 'select ?::text::bigint', ['Иванов Пётр'], '22P02'],
])('%s is logged with its place and without the value', async (_, sql, values, code) => {
  const error = await faultOf(sql, values)
  for (const facts of [{ err: error }, { error }, { err: new Error('around it', { cause: error }) }]) {
    const line = lineOf(facts)
    expect(line).not.toMatch(/73452000012|1950|Иванов|Failing row/)
    expect(line).toContain(code)
    expect(line).toContain('"routine":')
  }
})

test('an error of ours keeps its message, its stack and its cause; numbers in it are shortened', () => {
  const line = lineOf({ err: new TypeError('call of 73452000012 failed', { cause: new Error('no route') }) })
  expect(JSON.parse(line).err).toMatchObject({
    type: 'TypeError',
    message: 'call of ***12 failed',
    cause: { message: 'no route' },
  })
  expect(lineOf({ error: String(new Error('+73452000012 is busy')) })).toContain('***12 is busy')
})
