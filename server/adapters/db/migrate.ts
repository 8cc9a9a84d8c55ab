import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'

const config: Knex.MigratorConfig = {
  directory: fileURLToPath(new URL('./migrations', import.meta.url)),
  loadExtensions: ['.ts'],
  tableName: 'migrations',
}

/** Brings the schema up to date; answers the names of the migrations that it ran. Safe to call from several processes. */
export async function migrate(knex: Knex): Promise<string[]> {
  const result: [number, string[]] = await knex.migrate.latest(config)
  return result[1]
}

/** Takes every migration back; for tests of the way down. */
export async function rollBackAll(knex: Knex): Promise<void> {
  await knex.migrate.rollback(config, true)
}
