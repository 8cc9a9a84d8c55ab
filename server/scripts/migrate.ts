/**
 * `npm run migrate`: brings the schema of DATABASE_URL (or of the embedded database) up to date. With the superuser's
 * password it first makes the product's role, or takes a superuser's rights from it.
 */
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { prepareRoles } from '#server/platform/db/connection/roles.ts'
import { createLogger } from '#server/config/logger.ts'
import { withDatabase } from './start/with-database.ts'

/** The same server, by another role and database. */
const elsewhere = (databaseUrl: string) => (role: string, password: string, database: string) => {
  const url = new URL(databaseUrl)
  url.username = role
  url.password = password
  url.pathname = `/${database}`
  return url.href
}

await withDatabase(async ({ config, databaseUrl }) => {
  const { bootstrapPassword: bootstrap } = config
  if (bootstrap !== null && config.databaseUrl !== null) {
    const application = decodeURIComponent(new URL(databaseUrl).password)
    await prepareRoles(elsewhere(databaseUrl), { application, bootstrap }, createLogger('info'))
  }
  const knex = connect({ url: databaseUrl, max: 2 })
  try {
    const done = await migrate(knex)
    process.stdout.write(
      done.length === 0 ? 'Схема базы уже последняя.\n' : `Выполнено: ${done.join(', ')}\n`,
    )
  } finally {
    await knex.destroy()
  }
})
