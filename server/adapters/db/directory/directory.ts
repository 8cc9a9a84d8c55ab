import type { Knex } from 'knex'
import { addressText } from '#server/domain/directory/address-text.ts'
import { likeLiteral } from '../like.ts'
import { query } from '../sql.ts'

export interface Place {
  houseId: number
  apartmentId: number | null
  /** "ул. Республики, 5, кв. 12" */
  address: string
}

export interface PlaceOfNumber extends Place {
  digits: string
  apartmentId: number
  entrance: number | null
  floor: number | null
  riser: number | null
  /** Numbers of the flats over and under it. */
  riserFlats: string[]
  debt: { kopecks: number; asOf: string } | null
  houseNote: string
  /** The person whose number it is, when that is known. */
  owner: string | null
  residents: { name: string; relation: string }[]
}

interface PlaceRow {
  house_id: number
  apartment_id: number | null
  kind: string
  street: string
  house: string
  apartment: string | null
}

const address = (row: PlaceRow): string => addressText(row)

const from = `
  from houses h join streets s on s.id = h.street_id`

export const directory = (k: Knex) => ({
  /** Every flat that one of the numbers is known to, the one used last first; residents who live there today. */
  async placesOfNumbers(digits: readonly string[], today: Date): Promise<PlaceOfNumber[]> {
    if (digits.length === 0) return []
    const rows = await query<
      PlaceRow & {
        digits: string
        apartment_id: number
        note: string
        entrance: number | null
        floor: number | null
        riser: number | null
        riser_flats: string[]
        debt_kopecks: number | null
        debt_as_of: string | null
        owner: string | null
        residents: { name: string; relation: string }[]
      }
    >(
      k,
      `select p.digits, h.id as house_id, a.id as apartment_id, s.kind, s.name as street, h.number as house,
         a.number as apartment, h.note, r.name as owner, a.entrance, a.floor, a.riser,
         a.debt_kopecks, a.debt_as_of::text,
         array(select over.number from apartments over
               where over.house_id = a.house_id and over.entrance = a.entrance and over.riser = a.riser
                 and over.id <> a.id order by over.floor, over.id) as riser_flats,
         (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'relation', ar.relation) order by x.id), '[]')
          from apartment_residents ar join residents x on x.id = ar.resident_id
          where ar.apartment_id = a.id and (ar.lives_to is null or ar.lives_to >= ?::date)) as residents
       from phones p
       join apartments a on a.id = p.apartment_id
       join houses h on h.id = a.house_id
       join streets s on s.id = h.street_id
       left join residents r on r.id = p.resident_id
       where p.digits = any(?) and p.digits <> ''
       order by p.last_used_at desc nulls last, a.id`,
      [today, digits],
    )
    return rows.map((row) => ({
      digits: row.digits,
      houseId: row.house_id,
      apartmentId: row.apartment_id,
      address: address(row),
      entrance: row.entrance,
      floor: row.floor,
      riser: row.riser,
      riserFlats: row.riser_flats,
      debt:
        row.debt_kopecks === null || row.debt_as_of === null
          ? null
          : { kopecks: row.debt_kopecks, asOf: row.debt_as_of },
      houseNote: row.note,
      owner: row.owner,
      residents: row.residents,
    }))
  },

  /** The place with these ids; null when there is none, or the flat is of another house. */
  async place(houseId: number, apartmentId: number | null): Promise<Place | null> {
    const rows = await query<PlaceRow>(
      k,
      `select h.id as house_id, a.id as apartment_id, s.kind, s.name as street, h.number as house,
         a.number as apartment
       ${from} left join apartments a on a.house_id = h.id and a.id = ?::bigint
       where h.id = ? and (?::bigint is null or a.id is not null)`,
      [apartmentId, houseId, apartmentId],
    )
    const row = rows[0]
    return row ? { houseId: row.house_id, apartmentId: row.apartment_id, address: address(row) } : null
  },

  /** Houses of streets that sound like it, best first; the caller picks house numbers. */
  async housesOfStreet(street: string, limit: number): Promise<(Place & { number: string })[]> {
    const rows = await query<PlaceRow>(
      k,
      `with found as (
         select id, (search like ?) as begins, similarity(search, ?) as likeness from streets
         where search like ? or search % ? order by begins desc, likeness desc, id limit 8
       )
       select h.id as house_id, null as apartment_id, s.kind, s.name as street, h.number as house,
         null as apartment
       from found f join streets s on s.id = f.id join houses h on h.street_id = s.id
       order by f.begins desc, f.likeness desc, s.id,
         nullif(regexp_replace(h.number, '\\D.*$', ''), '')::int nulls last, h.number
       limit ?`,
      [`${likeLiteral(street)}%`, street, `%${likeLiteral(street)}%`, street, limit],
    )
    return rows.map((row) => ({
      houseId: row.house_id,
      apartmentId: null,
      address: address(row),
      number: row.house,
    }))
  },

  /** Flats of these houses with that number. */
  async apartments(houseIds: readonly number[], number: string, limit: number): Promise<Place[]> {
    const rows = await query<PlaceRow>(
      k,
      `select h.id as house_id, a.id as apartment_id, s.kind, s.name as street, h.number as house,
         a.number as apartment
       ${from} join apartments a on a.house_id = h.id
       where h.id = any(?) and a.number = ? order by array_position(?::bigint[], h.id) limit ?`,
      [houseIds, number, houseIds, limit],
    )
    return rows.map((row) => ({
      houseId: row.house_id,
      apartmentId: row.apartment_id,
      address: address(row),
    }))
  },
})
