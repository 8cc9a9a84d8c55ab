import { hashPassword, verifyPassword } from '#server/features/session/password.ts'
import type { Repositories } from '#server/repositories.ts'
import { demoUsers } from './users.ts'

/**
 * The demo people that are in this database have this password, also where it was seeded with another; sessions of
 * the one before are over.
 */
export async function keepPasswords({ knex, users }: Repositories, password: string): Promise<void> {
  const logins = demoUsers.map(({ login }) => login)
  const known = await users.findByLogin(logins[0] ?? '')
  if (known === null || (await verifyPassword(password, known.passwordHash))) return
  const people = knex('users').whereIn('login', logins)
  await knex('sessions').whereIn('user_id', people.clone().select('id')).delete()
  await people.clone().update({ password_hash: await hashPassword(password) })
}
