import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'

export interface Operator {
  userId: number
  name: string
  sipUsername: string
}

/** People by their SIP user name, which is what PBX events know of them. */
export const operators = (k: Knex) => ({
  async bySipUsername(names: readonly string[]): Promise<Operator[]> {
    if (names.length === 0) return []
    return query<Operator>(
      k,
      `select id as "userId", name, sip_username as "sipUsername" from users where sip_username = any(?)`,
      [names],
    )
  },
})
