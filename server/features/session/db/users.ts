import type { Knex } from 'knex'
import { Role } from '#contracts/permission.ts'
import type { User } from '#contracts/user.ts'

interface UserRow {
  id: number
  login: string
  name: string
  role: string
  password_hash: string
  sip_username: string | null
  is_paused: boolean
  is_active: boolean
}

const toUser = (row: UserRow): User => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: Role.parse(row.role),
  sipUsername: row.sip_username,
})

/** People who sign in. Logins are compared in lower case, as they are kept. */
export const users = (k: Knex) => {
  const table = () => k<UserRow>('users')
  return {
    /** The active person with this login, with the hash of the password; null when there is none. */
    async findByLogin(login: string): Promise<{ user: User; passwordHash: string } | null> {
      const row = await table().where({ login: login.toLowerCase(), is_active: true }).first()
      return row ? { user: toUser(row), passwordHash: row.password_hash } : null
    },
    async find(id: number): Promise<User | null> {
      const row = await table().where({ id: id, is_active: true }).first()
      return row ? toUser(row) : null
    },
    /** Everybody who may have a softphone, by name. */
    async operators(): Promise<(User & { sipUsername: string; isPaused: boolean })[]> {
      const rows = await table().whereNotNull('sip_username').where({ is_active: true }).orderBy('name')
      return rows.map((row) => ({
        ...toUser(row),
        sipUsername: row.sip_username ?? '',
        isPaused: row.is_paused,
      }))
    },
    logins: async (): Promise<string[]> =>
      (await table().where({ is_active: true }).select('login')).map((row) => row.login),
    async add(user: Omit<User, 'id'> & { passwordHash: string }): Promise<User> {
      const [row] = await table()
        .insert({
          login: user.login.toLowerCase(),
          name: user.name,
          role: user.role,
          password_hash: user.passwordHash,
          sip_username: user.sipUsername,
        })
        .returning('*')
      if (!row) throw new Error('insert into users returned nothing')
      return toUser(row)
    },
  }
}
