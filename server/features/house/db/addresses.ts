import type { Knex } from 'knex'
import { addressText } from '#domain/house/address/address-text.ts'
import { likeLiteral } from '#server/platform/db/like.ts'
import { query } from '#server/platform/db/sql.ts'
import { houseColumns, type AddressRow } from './address.ts'

export interface FoundStreet {
  id: number
  town: string
  kind: string
  name: string
}

/** What is looked for in one street; '' and null where nothing was said. */
export interface HouseWish {
  streetId: number
  /** Begins so; the same number comes first. */
  house: string
  apartment: string | null
}

export interface FoundHouse {
  /** Which of the wishes it answers, by its place. */
  wish: number
  houseId: number
  address: string
  isExact: boolean
  /** The flat that was said, where there is one. */
  apartment: { id: number; address: string } | null
}

/** Streets, houses and flats by parts of an address, each step by an index. */
export const addresses = (k: Knex) => ({
  /** Streets that have one of these words or begin of one, written so; those with most of them first. */
  async streetsWith(words: readonly string[], limit: number): Promise<FoundStreet[]> {
    if (words.length === 0) return []
    const parts = words.map((word) => `%${likeLiteral(word)}%`)
    return query<FoundStreet>(
      k,
      `select id, town, kind, name from streets where search like any(?)
       order by (select count(*) from unnest(?::text[]) word where search like word) desc, search like any(?) desc,
         length(search), id limit ?`,
      [parts, parts, words.map((word) => `${likeLiteral(word)}%`), limit],
    )
  },

  /** For what is misspelt: the most alike of all streets, by trigram. */
  async streetsLike(words: readonly string[], limit: number): Promise<FoundStreet[]> {
    if (words.length === 0) return []
    return query<FoundStreet>(
      k,
      `select id, town, kind, name from streets s
       cross join lateral (select max(word_similarity(w, s.search)) as likeness from unnest(?::text[]) w) l
       where l.likeness >= 0.25 order by l.likeness desc, id limit ?`,
      [words, limit],
    )
  },

  /** Of each wish the houses that fit, the exact one first, then in order of numbers. */
  async houses(wishes: readonly HouseWish[], limit: number): Promise<FoundHouse[]> {
    if (wishes.length === 0) return []
    const rows = await query<
      AddressRow & { wish: number; house_id: number; is_exact: boolean; apartment_id: number | null }
    >(
      k,
      `select w.nth::integer - 1 as wish, h.id as house_id, h.is_exact, ${houseColumns}, f.id as apartment_id,
         f.number as apartment
       from rows from (jsonb_to_recordset(?::jsonb) as (street_id bigint, house text, apartment text))
         with ordinality as w (street_id, house, apartment, nth)
       cross join lateral (
         select id, number, street_id, number_key = w.house as is_exact,
           nullif(substring(number_key from '^\\d{1,9}'), '')::integer as place
         from houses
         where street_id = w.street_id
           and (w.house = '' or number_key ~>=~ w.house and number_key ~<~ (w.house || chr(1114111)))
         order by is_exact desc, place nulls last, number limit ?
       ) h
       join streets s on s.id = h.street_id
       left join lateral (
         select id, number from apartments where house_id = h.id and number_key = w.apartment limit 1
       ) f on true
       order by w.nth, h.is_exact desc, h.place nulls last, h.number`,
      [
        JSON.stringify(
          wishes.map(({ streetId, house, apartment }) => ({ street_id: streetId, house, apartment })),
        ),
        limit,
      ],
    )
    return rows.map((row) => ({
      wish: row.wish,
      houseId: row.house_id,
      address: addressText({ ...row, apartment: null }),
      isExact: row.is_exact,
      apartment: row.apartment_id === null ? null : { id: row.apartment_id, address: addressText(row) },
    }))
  },

  /** Flats of one house with this number; null when the house is not there. */
  async flatsOfHouse(
    houseId: number,
    number: string,
    limit: number,
  ): Promise<{ apartmentId: number; address: string }[]> {
    const rows = await query<AddressRow & { apartment_id: number }>(
      k,
      `select a.id as apartment_id, ${houseColumns}, a.number as apartment
       from apartments a join houses h on h.id = a.house_id join streets s on s.id = h.street_id
       where a.house_id = ? and a.number_key ~>=~ ? and a.number_key ~<~ (?::text || chr(1114111))
       order by a.number_key <> ?, length(a.number_key), a.number_key, a.id limit ?`,
      [houseId, number, number, number, limit],
    )
    return rows.map((row) => ({ apartmentId: row.apartment_id, address: addressText(row) }))
  },
})
