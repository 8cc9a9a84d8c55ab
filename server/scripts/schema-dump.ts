/**
 * `npm run schema:dump` writes server/adapters/db/schema.sql from a database that was migrated from nothing.
 * With --check it writes nothing and fails when the file is another, or when the way down leaves anything.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '#server/adapters/db/connect.ts'
import { dumpSchema } from '#server/adapters/db/dump-schema.ts'
import { migrate, rollBackAll } from '#server/adapters/db/migrate.ts'
import { startEmbeddedPostgres } from '#server/adapters/embedded/postgres.ts'
import { createLogger } from '#server/config/logger.ts'

const file = new URL('../adapters/db/schema.sql', import.meta.url)
const isCheck = process.argv.includes('--check')
const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-schema-'))
const postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('warn') })
const knex = connect({ url: postgres.url, max: 1 })
try {
  await migrate(knex)
  const text = await dumpSchema(knex)
  if (isCheck) {
    const faults = [...(await drift(text)), ...(await wayDown())]
    for (const fault of faults) console.error(fault)
    if (faults.length > 0) process.exitCode = 1
  } else {
    await writeFile(file, text)
  }
} finally {
  await knex.destroy()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function drift(text: string): Promise<string[]> {
  const kept = await readFile(file, 'utf8').catch(() => '')
  return kept === text ? [] : ['schema.sql is not what the migrations make: npm run schema:dump']
}

/** Every migration goes up and down: after the way down no table of ours is left, and the way up works again. */
async function wayDown(): Promise<string[]> {
  await rollBackAll(knex)
  const left = /create (?:unlogged |partitioned )*(?:table|view) (\S+)/g.exec(await dumpSchema(knex))
  await migrate(knex)
  return left ? [`the way down leaves ${left[1]}`] : []
}
