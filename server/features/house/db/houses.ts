import type { Knex } from 'knex'
import type { HouseFields, HouseLine, HousePage } from '#contracts/house/house.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { houseColumns, type AddressRow } from './address.ts'

export interface HouseFilter {
  streetId?: number | undefined
  microdistrictId?: number | undefined
  supplyPointId?: number | undefined
  ids?: readonly number[] | undefined
  /** The last house of the page before. */
  after?: HouseKey | undefined
  today: string
  limit: number
}
/** Where a house stands in the list: by street, then by number as people count. */
export interface HouseKey {
  street: string
  streetId: number
  place: number
  number: string
  id: number
}

export type HouseFacts = Pick<
  HousePage,
  'id' | 'address' | 'town' | 'fields' | 'microdistrict' | 'supplies'
> & {
  version: number
}

const place = `coalesce(substring(h.number_key from '^[0-9]{1,9}')::integer, 0)`
const managed = `(h.managed_from is null or h.managed_from <= ?::date) and (h.managed_to is null or h.managed_to >= ?::date)`

export const houses = (k: Knex) => ({
  /** One page by street and number, with the key of each. */
  async page(filter: HouseFilter): Promise<{ house: HouseLine; key: HouseKey }[]> {
    const where = ['true']
    const bindings: (string | number | readonly number[])[] = []
    const and = (condition: string, ...values: (string | number | readonly number[])[]): void => {
      where.push(condition)
      bindings.push(...values)
    }
    const { streetId, microdistrictId, supplyPointId, ids, after, today, limit } = filter
    if (streetId !== undefined) and('h.street_id = ?', streetId)
    if (microdistrictId !== undefined) and('h.microdistrict_id = ?', microdistrictId)
    if (supplyPointId !== undefined)
      and('h.id in (select house_id from house_supply where supply_point_id = ?)', supplyPointId)
    if (ids !== undefined) and('h.id = any(?)', ids)
    if (after !== undefined)
      and(
        `(s.name, s.id, ${place}, h.number, h.id) > (?, ?::bigint, ?::integer, ?, ?::bigint)`,
        after.street,
        after.streetId,
        after.place,
        after.number,
        after.id,
      )
    const rows = await query<
      AddressRow & {
        id: number
        street_id: number
        place: number
        microdistrict_id: number | null
        flats: number
        entrances: number
        is_managed: boolean
      }
    >(
      k,
      `select h.id, h.street_id, ${houseColumns}, ${place} as place, h.microdistrict_id, h.entrances,
         (select count(*)::integer from apartments a where a.house_id = h.id) as flats, ${managed} as is_managed
       from houses h join streets s on s.id = h.street_id
       where ${where.join(' and ')} order by s.name, s.id, ${place}, h.number, h.id limit ?`,
      [today, today, ...bindings, limit],
    )
    return rows.map((row) => ({
      house: {
        id: row.id,
        address: addressText({ ...row, apartment: null }),
        streetId: row.street_id,
        street: row.street,
        number: row.house,
        microdistrictId: row.microdistrict_id,
        flats: row.flats,
        entrances: row.entrances,
        isManaged: row.is_managed,
      },
      key: { street: row.street, streetId: row.street_id, place: row.place, number: row.house, id: row.id },
    }))
  },

  /** With entrances and supplies; a house whose entrances nobody described has as many empty ones. */
  async find(id: number): Promise<HouseFacts | null> {
    const row = await queryOne<
      AddressRow & {
        id: number
        street_town: string
        fields: HouseFields
        microdistrict: string | null
        supplies: HousePage['supplies']
        version: number
      }
    >(
      k,
      `select h.id, ${houseColumns}, s.town as street_town, m.name as microdistrict, h.version,
         coalesce((select jsonb_agg(jsonb_build_object('service', y.service, 'supplyPointId', y.supply_point_id,
             'name', p.name, 'kind', p.kind) order by v.position)
           from house_supply y join supply_points p on p.id = y.supply_point_id join services v on v.key = y.service
           where y.house_id = h.id), '[]') as supplies,
         jsonb_build_object('streetId', h.street_id, 'number', h.number, 'fiasId', h.fias_id, 'floors', h.floors,
           'yearBuilt', h.year_built, 'microdistrictId', h.microdistrict_id, 'managedFrom', h.managed_from,
           'managedTo', h.managed_to, 'powerSources', h.power_sources, 'hasGas', h.has_gas, 'lifts', h.lifts,
           'note', h.note, 'keys', h.keys,
           'entrances', coalesce((select jsonb_agg(jsonb_build_object('number', e.number, 'flatFrom', e.flat_from,
               'flatTo', e.flat_to, 'floors', e.floors, 'lifts', e.lifts, 'doorCode', e.door_code) order by e.number)
             from entrances e where e.house_id = h.id),
             (select jsonb_agg(jsonb_build_object('number', n, 'flatFrom', null, 'flatTo', null, 'floors', null,
               'lifts', 0, 'doorCode', '') order by n) from generate_series(1, greatest(h.entrances, 1)) n)),
           'supplies', coalesce((select jsonb_agg(jsonb_build_object('service', y.service,
               'supplyPointId', y.supply_point_id) order by y.service) from house_supply y where y.house_id = h.id),
             '[]')) as fields
       from houses h join streets s on s.id = h.street_id left join microdistricts m on m.id = h.microdistrict_id
       where h.id = ?`,
      [id],
    )
    return (
      row && {
        id: row.id,
        address: addressText({ ...row, apartment: null }),
        town: row.street_town,
        fields: row.fields,
        microdistrict: row.microdistrict,
        supplies: row.supplies,
        version: row.version,
      }
    )
  },

  /** Locked until the transaction ends. */
  async lock(id: number): Promise<boolean> {
    return (await query(k, 'select 1 from houses where id = ? for no key update', [id])).length > 0
  },

  async insert(fields: HouseFields): Promise<number> {
    const row = await queryOne<{ id: number }>(
      k,
      `insert into houses (street_id, number) values (?, ?) returning id`,
      [fields.streetId, fields.number],
    )
    if (row === null) throw new Error('a house was not written')
    await this.write(row.id, fields, 1)
    return row.id
  },

  /** All of it: entrances and supplies are what is given and nothing else. */
  async write(id: number, fields: HouseFields, version: number): Promise<void> {
    await query(
      k,
      `update houses set street_id = ?, number = ?, fias_id = ?, floors = ?, year_built = ?, microdistrict_id = ?,
         managed_from = ?, managed_to = ?, power_sources = ?, has_gas = ?, lifts = ?, note = ?, keys = ?,
         entrances = ?, version = ? where id = ?`,
      [
        fields.streetId,
        fields.number,
        fields.fiasId,
        fields.floors,
        fields.yearBuilt,
        fields.microdistrictId,
        fields.managedFrom,
        fields.managedTo,
        fields.powerSources,
        fields.hasGas,
        fields.lifts,
        fields.note,
        fields.keys,
        fields.entrances.length,
        version,
        id,
      ],
    )
    await query(k, 'delete from entrances where house_id = ?', [id])
    await query(
      k,
      `insert into entrances (house_id, number, flat_from, flat_to, floors, lifts, door_code)
       select ?::bigint, number, "flatFrom", "flatTo", floors, lifts, "doorCode" from jsonb_to_recordset(?::jsonb)
         as r (number integer, "flatFrom" integer, "flatTo" integer, floors integer, lifts integer, "doorCode" text)`,
      [id, JSON.stringify(fields.entrances)],
    )
    await query(k, 'delete from house_supply where house_id = ?', [id])
    await query(
      k,
      `insert into house_supply (house_id, service, supply_point_id)
       select ?::bigint, service, "supplyPointId" from jsonb_to_recordset(?::jsonb)
         as r (service text, "supplyPointId" bigint)`,
      [id, JSON.stringify(fields.supplies)],
    )
  },
})
