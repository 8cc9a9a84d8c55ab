import type { Knex } from 'knex'
import type { ApartmentFields, ApartmentLine, ApartmentPage } from '#contracts/house/apartment.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { addressColumns, addressTables, type AddressRow } from './address.ts'
import { livingSql, type LivingBy } from './people/living.ts'

export type ApartmentFacts = Pick<
  ApartmentPage,
  'id' | 'houseId' | 'address' | 'fields' | 'living' | 'debt' | 'version'
>

export const apartments = (k: Knex) => ({
  /** Every flat of a house, in order of numbers as people count. */
  async ofHouse(houseId: number, by: LivingBy): Promise<ApartmentLine[]> {
    const { sql, bindings } = livingSql(by)
    return query<ApartmentLine>(
      k,
      `select a.id, a.number, a.entrance, a.floor, a.kind, ${sql} as living, a.account from apartments a
       where a.house_id = ?
       order by substring(a.number_key from '^[0-9]{1,9}')::integer nulls last, a.number_key, a.id`,
      [...bindings, houseId],
    )
  },

  async find(id: number, by: LivingBy): Promise<ApartmentFacts | null> {
    const { sql, bindings } = livingSql(by)
    const row = await queryOne<
      AddressRow & {
        id: number
        house_id: number
        fields: ApartmentFields
        living: number | null
        debt: ApartmentPage['debt']
        version: number
      }
    >(
      k,
      `select a.id, a.house_id, ${addressColumns}, ${sql} as living, a.version,
         case when a.debt_kopecks is not null
           then jsonb_build_object('kopecks', a.debt_kopecks, 'asOf', a.debt_as_of) end as debt,
         jsonb_build_object('number', a.number, 'entrance', a.entrance, 'floor', a.floor, 'riser', a.riser,
           'kind', a.kind, 'areaM2', a.area_m2, 'account', a.account, 'livingCount', a.living_count) as fields
       from apartments a ${addressTables} where a.id = ?`,
      [...bindings, id],
    )
    return (
      row && {
        id: row.id,
        houseId: row.house_id,
        address: addressText(row),
        fields: row.fields,
        living: row.living,
        debt: row.debt,
        version: row.version,
      }
    )
  },

  async houseIds(apartmentIds: readonly number[]): Promise<number[]> {
    if (apartmentIds.length === 0) return []
    const rows = await query<{ house_id: number }>(
      k,
      'select distinct house_id from apartments where id = any(?) order by house_id',
      [apartmentIds],
    )
    return rows.map((row) => row.house_id)
  },

  /** Locked until the transaction ends. */
  async lock(id: number): Promise<boolean> {
    return (await query(k, 'select 1 from apartments where id = ? for no key update', [id])).length > 0
  },

  async write(id: number, fields: ApartmentFields, version: number): Promise<void> {
    await query(
      k,
      `update apartments set number = ?, entrance = ?, floor = ?, riser = ?, kind = ?, area_m2 = ?, account = ?,
         living_count = ?, version = ? where id = ?`,
      [
        fields.number,
        fields.entrance,
        fields.floor,
        fields.riser,
        fields.kind,
        fields.areaM2,
        fields.account,
        fields.livingCount,
        version,
        id,
      ],
    )
  },

  /** Adds those that the house does not have yet; answers how many. Null as entrance: by the entrances' runs of flats. */
  async add(houseId: number, numbers: readonly string[], entrance: number | null): Promise<number> {
    const rows = await query(
      k,
      `insert into apartments (house_id, number, entrance)
       select ?::bigint, n.number, coalesce(?::integer, (select e.number from entrances e
         where e.house_id = ?::bigint and substring(n.number from '^[0-9]{1,9}')::integer between e.flat_from and e.flat_to
         order by e.number limit 1))
       from unnest(?::text[]) with ordinality as n (number, place)
       where not exists (select from apartments a where a.house_id = ?::bigint
         and a.number_key = replace(lower(n.number), 'ё', 'е'))
       order by n.place on conflict do nothing returning 1`,
      [houseId, entrance, houseId, numbers, houseId],
    )
    return rows.length
  },
})
