/**
 * `npm run schema` writes server/platform/db/schema.sql from the migrations; with --check it only says whether they
 * moved on. On an embedded PostgreSQL of its own.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '#server/platform/db/connection/connect.ts'
import { dumpSchema } from '#server/platform/db/dump-schema.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createLogger } from '#server/config/logger.ts'

const file = new URL('../platform/db/schema.sql', import.meta.url)

async function schemaOfMigrations(): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-schema-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('warn') })
  const knex = connect({ url: postgres.url, max: 2 })
  try {
    await migrate(knex)
    return await dumpSchema(knex)
  } finally {
    await knex.destroy()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const text = await schemaOfMigrations()
if (!process.argv.includes('--check')) await writeFile(file, text)
else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('server/platform/db/schema.sql is not what the migrations make: npm run schema\n')
  process.exitCode = 1
}
