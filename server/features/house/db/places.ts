import type { Knex } from 'knex'
import type { CompanyPeriod } from '#contracts/company.ts'
import { companyOn } from '#domain/company/periods.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { query } from '#server/platform/db/sql.ts'
import { periodsSql } from '#server/features/company/db/house-companies.ts'
import { part, type Part } from '#server/platform/db/together.ts'
import type { KnownFlat } from '#domain/task/drafts.ts'
import { addressColumns, addressTables, type AddressRow } from './address.ts'
import { standsOnSql } from './people/living.ts'

export interface Place {
  houseId: number
  apartmentId: number | null
  /** "ул. Республики, 5, кв. 12" */
  address: string
}

/** What the directory says of a flat, or of a house where no flat is named. */
export interface CardPlace extends Place {
  /** Whose the house is that day. */
  companyId: number | null
  entrance: number | null
  floor: number | null
  riser: number | null
  /** Numbers of the flats over and under it. */
  riserFlats: string[]
  debt: { kopecks: number; asOf: string } | null
  houseNote: string
  /** The person whose number it is, when that is known. */
  owner: string | null
  residents: { name: string; relation: string; note: string }[]
}

export interface PlaceOfNumber extends CardPlace {
  digits: string
  apartmentId: number
}

interface PlaceRow extends AddressRow {
  house_id: number
  apartment_id: number | null
}

interface CardRow extends PlaceRow {
  note: string
  periods: CompanyPeriod[]
  entrance: number | null
  floor: number | null
  riser: number | null
  riser_flats: string[]
  debt_kopecks: number | null
  debt_as_of: string | null
  owner: string | null
  residents: CardPlace['residents']
}

/** Of the flat `a` in the house `h`; binds the day twice. */
const cardColumns = `h.id as house_id, a.id as apartment_id, ${addressColumns}, h.note, ${periodsSql} as periods,
  a.entrance, a.floor, a.riser, a.debt_kopecks, a.debt_as_of::text,
  array(select over.number from apartments over
        where over.house_id = a.house_id and over.entrance = a.entrance and over.riser = a.riser
          and over.id <> a.id order by over.floor, over.id) as riser_flats,
  (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'relation', ar.relation, 'note', x.note)
     order by x.id), '[]')
   from apartment_residents ar join residents x on x.id = ar.resident_id
   where ar.apartment_id = a.id and ${standsOnSql}) as residents`

const cardPlace = (row: CardRow, today: string): CardPlace => ({
  houseId: row.house_id,
  apartmentId: row.apartment_id,
  address: addressText(row),
  companyId: companyOn(row.periods, today),
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
})

export const places = (k: Knex) => ({
  /**
   * Every flat that one of the numbers is known to on that local day, the one used last first; with the residents on
   * its card that day.
   */
  async ofNumbers(digits: readonly string[], today: string): Promise<PlaceOfNumber[]> {
    if (digits.length === 0) return []
    const rows = await query<CardRow & { digits: string; apartment_id: number }>(
      k,
      `select p.digits, r.name as owner, ${cardColumns}
       from places_of_numbers(?::text[], ?::date) p
       join apartments a on a.id = p.apartment_id
       ${addressTables}
       left join residents r on r.id = p.resident_id
       order by p.last_used_at desc nulls last, a.id`,
      [today, today, digits, today],
    )
    return rows.map((row) => ({
      ...cardPlace(row, today),
      digits: row.digits,
      apartmentId: row.apartment_id,
    }))
  },

  /** What is known of a dictated address; null when there is none, or the flat is of another house. */
  async card(houseId: number, apartmentId: number | null, today: string): Promise<CardPlace | null> {
    const [row] = await query<CardRow>(
      k,
      `select null as owner, ${cardColumns}
       from houses h join streets s on s.id = h.street_id
       left join apartments a on a.house_id = h.id and a.id = ?::bigint
       where h.id = ? and (?::bigint is null or a.id is not null)`,
      [today, today, apartmentId, houseId, apartmentId],
    )
    return row === undefined ? null : cardPlace(row, today)
  },

  /**
   * As `ofNumbers`, of each flat what a draft of its caller says. What is asked for is hidden from the planner, as
   * by `anyOf`.
   */
  flatsOfNumbers: (
    digits: readonly string[],
    today: string,
  ): Part<(KnownFlat & Pick<PlaceOfNumber, 'digits'>)[]> =>
    part<
      PlaceRow & { digits: string; apartment_id: number; owner: string | null; periods: CompanyPeriod[] },
      (KnownFlat & Pick<PlaceOfNumber, 'digits'>)[]
    >(
      `select p.digits, h.id as house_id, a.id as apartment_id, ${addressColumns}, r.name as owner,
         ${periodsSql} as periods
       from (select ?::text[] as digits, ?::date as today offset 0) asked
       cross join lateral places_of_numbers(asked.digits, asked.today) p
       join apartments a on a.id = p.apartment_id
       ${addressTables}
       left join residents r on r.id = p.resident_id
       order by p.last_used_at desc nulls last, a.id`,
      [digits, today],
      (rows) =>
        rows.map((row) => ({
          digits: row.digits,
          houseId: row.house_id,
          apartmentId: row.apartment_id,
          address: addressText(row),
          owner: row.owner,
          companies: row.periods,
        })),
    ),

  /** The place with these ids; null when there is none, or the flat is of another house. */
  async find(houseId: number, apartmentId: number | null): Promise<Place | null> {
    const rows = await query<PlaceRow>(
      k,
      `select h.id as house_id, a.id as apartment_id, ${addressColumns}
       from houses h join streets s on s.id = h.street_id
       left join apartments a on a.house_id = h.id and a.id = ?::bigint
       where h.id = ? and (?::bigint is null or a.id is not null)`,
      [apartmentId, houseId, apartmentId],
    )
    const row = rows[0]
    return row ? { houseId: row.house_id, apartmentId: row.apartment_id, address: addressText(row) } : null
  },
})
