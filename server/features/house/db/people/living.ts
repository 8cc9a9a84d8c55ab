import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'

/** Where the number of residents comes from (setting `people_living_count`), and the local day. */
export interface LivingBy {
  fromCard: boolean
  today: string
}

/** Does the line `ar` of a card stand on the day that is bound here? Binds the day twice. */
export const standsOnSql = `(ar.lives_from is null or ar.lives_from <= ?::date)
  and (ar.lives_to is null or ar.lives_to >= ?::date)`

/**
 * The number of residents of the flat `a`: the twin of domain/house/living-count.ts in SQL, with its bindings.
 * Null where nothing is stored.
 */
export const livingSql = ({ fromCard, today }: LivingBy): { sql: string; bindings: string[] } =>
  fromCard
    ? {
        sql: `(select count(distinct ar.resident_id)::integer from apartment_residents ar
               where ar.apartment_id = a.id and ar.is_living and ${standsOnSql})`,
        bindings: [today, today],
      }
    : { sql: 'a.living_count', bindings: [] }

/** A house, or those entrances of it. */
export interface HousePart {
  houseId: number
  /** Null: the whole house. */
  entrances: readonly number[] | null
}

export const living = (k: Knex) => ({
  /** Residents and flats of each of these houses or their entrances; a house without flats has none. */
  async ofHouses(
    houses: readonly HousePart[],
    by: LivingBy,
  ): Promise<Map<number, { living: number; flats: number }>> {
    if (houses.length === 0) return new Map()
    const { sql, bindings } = livingSql(by)
    const rows = await query<{ house_id: number; living: number; flats: number }>(
      k,
      `select h.house_id, coalesce(sum(l.living), 0)::integer as living, count(a.id)::integer as flats
       from jsonb_to_recordset(?::jsonb) as h (house_id bigint, entrances integer[])
       left join apartments a on a.house_id = h.house_id
         and (h.entrances is null or a.entrance = any(h.entrances))
       left join lateral (select ${sql} as living) l on a.id is not null
       group by h.house_id`,
      [
        JSON.stringify(houses.map(({ houseId, entrances }) => ({ house_id: houseId, entrances }))),
        ...bindings,
      ],
    )
    return new Map(rows.map((row) => [row.house_id, { living: row.living, flats: row.flats }]))
  },
})
