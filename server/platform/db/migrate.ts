import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'

const config: Knex.MigratorConfig = {
  directory: fileURLToPath(new URL('./migrations', import.meta.url)),
  loadExtensions: ['.ts'],
  tableName: 'migrations',
}

/** Advisory lock of migrations; any number that nothing else in the database uses. */
const migrationLock = 416_010

/**
 * Brings the schema up to date; answers the names of the migrations that it ran. Safe to call from several
 * processes at once: the others wait. All or nothing: one transaction.
 */
export async function migrate(knex: Knex): Promise<string[]> {
  return knex.transaction(async (tx) => {
    // knex's own lock is a row: it makes the second process fail, and stays for ever after a crash
    await tx.raw('select pg_advisory_xact_lock(?)', [migrationLock])
    await tx.migrate.forceFreeMigrationsLock(config)
    const result: [number, string[]] = await tx.migrate.latest(config)
    return result[1]
  })
}

/** Takes every migration back; for tests of the way down. */
export async function rollBackAll(knex: Knex): Promise<void> {
  await knex.migrate.rollback(config, true)
}

/** Takes one migration back, as if it had never run; for tests and benchmarks of a migration on a full database. */
export async function takeBack(knex: Knex, name: string): Promise<void> {
  await knex.migrate.down({ ...config, name })
}
