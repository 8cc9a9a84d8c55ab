import type { Knex } from 'knex'
import type { LimitedUser } from '#contracts/company.ts'
import { query } from '#server/platform/db/sql.ts'

/** Of the user `u`: the companies to which he is limited, or null. */
export const companiesOfUserSql = `(select array_agg(uc.company_id order by uc.company_id)
  from user_companies uc where uc.user_id = u.id)`

export const userCompanies = (k: Knex) => ({
  /** Null: not limited. */
  async of(userId: number): Promise<number[] | null> {
    const rows = await query<{ id: number }>(
      k,
      'select company_id as id from user_companies where user_id = ? order by 1',
      [userId],
    )
    return rows.length === 0 ? null : rows.map(({ id }) => id)
  },

  /** Those who may be limited, by name. */
  limitable: (roles: readonly string[]): Promise<LimitedUser[]> =>
    query<LimitedUser>(
      k,
      `select u.id, u.name, u.role, coalesce(${companiesOfUserSql}, '{}') as "companyIds"
       from users u where u.is_active and u.role = any(?) order by u.name, u.id`,
      [roles],
    ),

  async set(userId: number, companyIds: readonly number[]): Promise<void> {
    await query(k, 'delete from user_companies where user_id = ?', [userId])
    await query(k, 'insert into user_companies select ?::bigint, unnest(?::bigint[])', [userId, companyIds])
  },
})
