/** `npm run migrate`: brings the schema of DATABASE_URL (or of the embedded database) up to date. */
import { connect } from '#server/adapters/db/connect.ts'
import { migrate } from '#server/adapters/db/migrate.ts'
import { withDatabase } from './start/with-database.ts'

await withDatabase(async ({ databaseUrl }) => {
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
