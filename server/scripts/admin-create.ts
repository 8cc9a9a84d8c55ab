/**
 * `npm run admin:create -- --login boss --name "Иван Петров"`: a user with all rights, for a database without
 * demo people. The password comes from VAKHTA_ADMIN_PASSWORD, else it is asked for on a terminal, else it is made
 * and printed once.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from '#server/store.ts'
import { hashPassword } from '#server/features/session/password.ts'
import { askSecret } from './admin/ask-secret.ts'
import { UsageError } from './start/options.ts'
import { withDatabase } from './start/with-database.ts'

const shortestPassword = 10

async function choosePassword(): Promise<{ password: string; isMade: boolean }> {
  const given =
    process.env['VAKHTA_ADMIN_PASSWORD'] ?? (process.stdin.isTTY ? await askSecret('Пароль: ') : '')
  if (given === '') return { password: randomBytes(12).toString('base64url'), isMade: true }
  if (given.length < shortestPassword) throw new UsageError(`пароль короче ${shortestPassword} знаков.`)
  return { password: given, isMade: false }
}

await withDatabase(async ({ databaseUrl }) => {
  const { values } = parseArgs({
    options: {
      login: { type: 'string', default: 'admin' },
      name: { type: 'string', default: 'Администратор' },
    },
  })
  const knex = connect({ url: databaseUrl, max: 2 })
  try {
    await migrate(knex)
    const { users } = createStore(knex).repositories
    const login = values.login.toLowerCase()
    if ((await users.logins()).includes(login)) throw new UsageError(`пользователь ${login} уже есть.`)
    const { password, isMade } = await choosePassword()
    const passwordHash = await hashPassword(password)
    await users.add({ login, name: values.name, role: 'admin', sipUsername: null, passwordHash })
    process.stdout.write(`Создан администратор ${login}.${isMade ? ` Пароль: ${password}` : ''}\n`)
  } finally {
    await knex.destroy()
  }
})
