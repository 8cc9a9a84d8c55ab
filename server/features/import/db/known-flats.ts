import type { Knex } from 'knex'
import type { KnownHouse, KnownStreet } from '#domain/import/places.ts'
import type { KnownFlat } from '#domain/import/plan/known-flat.ts'
import { query } from '#server/platform/db/sql.ts'

interface FlatRow {
  id: number
  house_id: number
  number_key: string
  entrance: number | null
  floor: number | null
  area: number | null
  account: string
  living_count: number | null
  card: KnownFlat['card']
  phones: KnownFlat['phones']
}

/** What the directory knows of the places that a file names. */
export const knownFlats = (k: Knex) => ({
  streets: (): Promise<KnownStreet[]> => query(k, 'select id, town, kind, name from streets order by id'),

  houses: (): Promise<KnownHouse[]> =>
    query(k, 'select id, street_id as "streetId", number, entrances from houses order by id'),

  /** By house id and key of the number, as `"5 12а"`; of two spellings of one number the older flat. */
  async of(flats: readonly { houseId: number; flatKey: string }[]): Promise<Map<string, KnownFlat>> {
    const rows = await query<FlatRow>(
      k,
      `with wanted as (
         select * from jsonb_to_recordset(?::jsonb) as w ("houseId" bigint, "flatKey" text)
       ), found as (
         select distinct on (a.house_id, a.number_key) a.*
         from wanted w join apartments a on a.house_id = w."houseId" and a.number_key = w."flatKey"
         order by a.house_id, a.number_key, a.id
       )
       select f.id, f.house_id, f.number_key, f.entrance, f.floor, f.area_m2::float as area, f.account, f.living_count,
         (select coalesce(jsonb_agg(jsonb_build_object(
            'id', c.id, 'residentId', c.resident_id, 'name', r.name, 'note', r.note, 'relation', c.relation,
            'livesFrom', c.lives_from, 'livesTo', c.lives_to, 'isLiving', c.is_living) order by c.id), '[]')
          from apartment_residents c join residents r on r.id = c.resident_id where c.apartment_id = f.id) as card,
         (select coalesce(jsonb_agg(jsonb_build_object(
            'digits', p.digits, 'residentId', p.resident_id, 'isOver', p.known_until is not null)), '[]')
          from phones p where p.apartment_id = f.id) as phones
       from found f`,
      [JSON.stringify(flats.map(({ houseId, flatKey }) => ({ houseId, flatKey })))],
    )
    return new Map(
      rows.map((row) => [
        `${row.house_id} ${row.number_key}`,
        {
          id: row.id,
          entrance: row.entrance,
          floor: row.floor,
          areaM2: row.area,
          account: row.account === '' ? null : row.account,
          livingCount: row.living_count,
          card: row.card,
          phones: row.phones,
        },
      ]),
    )
  },
})
