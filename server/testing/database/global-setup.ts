import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { bootstrapPasswordFile } from '#server/platform/embedded/postgres/cluster.ts'
import { bootstrapRole } from '#server/platform/db/connection/roles.ts'
import { quietLog } from '../people/quiet-log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated template; `createTestDatabase` clones it. */
    templateUrl: string
    /** The same by the superuser, who alone makes and drops databases. */
    administratorUrl: string
  }
}

/** One real PostgreSQL for the run, with a migrated template database; fails when a test left a database behind. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog })
  const knex = connect({ url: postgres.url, max: 1 })
  await migrate(knex)
  await knex.destroy()
  project.provide('templateUrl', postgres.url)
  const administrator = new URL(postgres.url)
  administrator.username = bootstrapRole
  administrator.password = (await readFile(path.join(dataDir, bootstrapPasswordFile), 'utf8')).trim()
  administrator.pathname = '/postgres'
  project.provide('administratorUrl', administrator.href)
  await forgetful(administrator.href)

  return async () => {
    const left = await testDatabases(postgres.url)
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
    if (left.length === 0) return
    // an error of a teardown is printed, but leaves vitest's exit code at 0
    process.exitCode = 1
    throw new Error(`test databases were not dropped: ${left.join(', ')}`)
  }
}

/** Nothing of a test is worth a wait for the disk: a machine that loses its power loses the run as well. */
async function forgetful(url: string): Promise<void> {
  const knex = connect({ url, max: 1 })
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await knex.raw(`alter system set ${setting} = off`)
  await knex.raw('select pg_reload_conf()')
  await knex.destroy()
}

async function testDatabases(url: string): Promise<string[]> {
  const knex = connect({ url, max: 1 })
  const { rows }: { rows: { datname: string }[] } = await knex.raw(
    `select datname from pg_database where datname like 'test\\_%'`,
  )
  await knex.destroy()
  return rows.map((row) => row.datname)
}
