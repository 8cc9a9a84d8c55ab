import { createHash } from 'node:crypto'
import type { Knex } from 'knex'

/** Of accounts of Asterisk's tests. */
export const realm = 'vakhta'

/** RFC 7616, 3.4.2; the secret of every account of a test is `secret`. */
export const ha1Of = (username: string): string =>
  createHash('md5').update(`${username}:${realm}:secret`).digest('hex')

/** An operator whose telephone may register at a test's Asterisk; answers users.id. */
export async function addSipOperator(knex: Knex, username: string, name = username): Promise<number> {
  const person = { login: username, name, role: 'operator', password_hash: '', sip_username: username }
  const [user] = await knex('users').insert(person).returning('id')
  await knex('sip_accounts').insert({
    ...{ username, kind: 'operator', user_id: user.id, realm, display_name: name },
    ...{ ha1_md5: ha1Of(username), ha1_sha256: '', expires_at: new Date(Date.now() + 3_600_000) },
  })
  return user.id
}
