import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { inject } from 'vitest'
import { connect } from '#server/platform/db/connection/connect.ts'
import { createStore, type Store } from '#server/store.ts'

export interface TestDatabase {
  url: string
  knex: Knex
  store: Store
  /** Closes the pool and drops the database; a run fails when one is left behind. */
  drop(): Promise<void>
}

/** An empty, migrated database of one's own, cloned from the run's template: one a test file. */
export async function createTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdministrator((knex) =>
    knex.raw(
      `create database ${name} template ${template.pathname.slice(1)} strategy file_copy owner ${template.username}`,
    ),
  )
  const own = new URL(template)
  own.pathname = `/${name}`
  const knex = connect({ url: own.href, max: options.max ?? 10 })
  return {
    url: own.href,
    knex,
    store: createStore(knex),
    async drop() {
      await knex.destroy()
      // with (force): a test that kills its clients leaves their connections to time out
      await asAdministrator((admin) => admin.raw(`drop database if exists ${name} with (force)`))
    },
  }
}

async function asAdministrator(work: (knex: Knex) => Promise<unknown>): Promise<void> {
  const knex = connect({ url: inject('administratorUrl'), max: 1 })
  try {
    await work(knex)
  } finally {
    await knex.destroy()
  }
}
