import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { connect } from './connection/connect.ts'
import { migrate, rollBackAll, takeBack } from './migrate.ts'

let postgres: EmbeddedPostgres
const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-migrate-'))
beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: folder, log: createTestLog() })
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('several processes that start at once migrate an empty database once', async () => {
  const pools = [1, 2, 3, 4].map(() => connect({ url: postgres.url, max: 3 }))
  const applied = await Promise.all(pools.map(migrate))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  await Promise.all(pools.map((knex) => knex.destroy()))
})

test('a crash in the middle of a migration locks nobody out', async () => {
  const knex = connect({ url: postgres.url })
  await knex('migrations_lock').update({ is_locked: 1 })
  expect(await migrate(knex)).toEqual([])
  await knex.destroy()
})

test('down and up again gives the same tables', async () => {
  const knex = connect({ url: postgres.url })
  const tables = async () =>
    (
      await knex.raw(`select table_name, column_name, data_type, is_nullable, column_default
       from information_schema.columns where table_schema = 'public'
         and table_name not like 'migrations%' order by table_name, column_name`)
    ).rows
  const before = await tables()
  expect(before.length).toBeGreaterThan(50)
  await rollBackAll(knex)
  expect(await tables()).toEqual([])
  await migrate(knex)
  expect(await tables()).toEqual(before)
  await knex.destroy()
})

test('names of parts and fields that histories kept as a note are data after their migration, sentences stay', async () => {
  const knex = connect({ url: postgres.url })
  await takeBack(knex, '20261128T0710_history_facts.ts')
  // entries alone: whose they are says nothing here, and this database is thrown away
  const fill = async (table: string, owner: string, what: string, notes: readonly string[]) => {
    await knex.schema.alterTable(table, (entries) => entries.dropForeign(owner, `${table}_${owner}_fkey`))
    await knex(table).insert(notes.map((note) => ({ [owner]: 1, at: new Date(), what, note })))
  }
  await fill('task_history', 'task_id', 'told', ['number, term', 'measures', 'сказали, что едем'])
  await fill('shutdown_history', 'shutdown_id', 'changed', ['services, plannedEnd', 'text', 'text и срок'])
  await migrate(knex)
  const facts = (table: string) => knex(table).orderBy('id').pluck('fact')
  expect(await facts('task_history')).toEqual([
    { what: 'told', parts: ['number', 'term'] },
    { what: 'told', parts: ['measures'] },
    null,
  ])
  expect(await facts('shutdown_history')).toEqual([
    { what: 'fields', fields: ['services', 'plannedEnd'] },
    { what: 'fields', fields: ['text'] },
    null,
  ])
  expect(await knex('task_history').orderBy('id').pluck('note')).toContain('сказали, что едем')
  await knex.destroy()
})
