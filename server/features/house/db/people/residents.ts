import type { Knex } from 'knex'
import type { ResidentPage } from '#contracts/house/resident.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import type { StoredLine } from '#domain/house/card-line.ts'
import { likeLiteral } from '#server/platform/db/like.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { addressColumns, addressTables, type AddressRow } from '../address.ts'

export interface FoundResident {
  id: number
  name: string
  address: string
  /** Digits; '' where none is known. */
  digits: string
}

const selectLines = `
  select ar.id, ar.apartment_id as "apartmentId", ar.resident_id as "residentId", r.name, ar.relation,
    ar.lives_from::text as "livesFrom", ar.lives_to::text as "livesTo", ar.is_living as "isLiving"`
const lineTables = 'from apartment_residents ar join residents r on r.id = ar.resident_id'

/** People, and the lines of the cards on which they stand. */
export const residents = (k: Knex) => ({
  async find(id: number): Promise<Pick<ResidentPage, 'id' | 'name' | 'note'> | null> {
    return queryOne(k, 'select id, name, note from residents where id = ?', [id])
  },

  /** Locked until the transaction ends. */
  async lock(id: number): Promise<{ name: string; note: string } | null> {
    return queryOne(k, 'select name, note from residents where id = ? for no key update', [id])
  },

  async insert(name: string): Promise<number> {
    const row = await queryOne<{ id: number }>(k, 'insert into residents (name) values (?) returning id', [
      name,
    ])
    if (row === null) throw new Error('a person was not written')
    return row.id
  },

  async update(id: number, { name, note }: { name: string; note: string }): Promise<void> {
    await query(k, 'update residents set name = ?, note = ? where id = ?', [name, note, id])
  },

  /** The card of a flat: who stands on it now first, then who left; a person who came back has two lines. */
  linesOfApartment: (id: number): Promise<StoredLine[]> =>
    query<StoredLine>(
      k,
      `${selectLines} ${lineTables} where ar.apartment_id = ?
       order by ar.lives_to is not null, ar.lives_to desc, ar.lives_from nulls first, ar.id`,
      [id],
    ),

  async linesOfResident(id: number): Promise<(StoredLine & { address: string })[]> {
    const rows = await query<StoredLine & AddressRow>(
      k,
      `${selectLines}, ${addressColumns} ${lineTables} join apartments a on a.id = ar.apartment_id ${addressTables}
       where ar.resident_id = ? order by ar.lives_to is not null, ar.lives_to desc, ar.lives_from nulls first, ar.id`,
      [id],
    )
    return rows.map(({ town, kind, street, house, apartment, ...line }) => ({
      ...line,
      address: addressText({ town, kind, street, house, apartment }),
    }))
  },

  /** Locked until the transaction ends. */
  lockLine: (id: number): Promise<StoredLine | null> =>
    queryOne<StoredLine>(k, `${selectLines} ${lineTables} where ar.id = ? for no key update of ar`, [id]),

  async insertLine(line: Omit<StoredLine, 'id' | 'name'>): Promise<number> {
    const [row] = await k('apartment_residents')
      .insert({
        apartment_id: line.apartmentId,
        resident_id: line.residentId,
        relation: line.relation,
        lives_from: line.livesFrom,
        lives_to: line.livesTo,
        is_living: line.isLiving,
      })
      .returning<{ id: number }[]>('id')
    if (row === undefined) throw new Error('a line of a card was not written')
    return row.id
  },

  async updateLine(line: Omit<StoredLine, 'name'>): Promise<void> {
    await query(
      k,
      `update apartment_residents set relation = ?, lives_from = ?, lives_to = ?, is_living = ? where id = ?`,
      [line.relation, line.livesFrom, line.livesTo, line.isLiving, line.id],
    )
  },

  /** People whose name has all these words, in any order; each with a flat, one where he lives before others. */
  async byName(words: readonly string[], limit: number): Promise<FoundResident[]> {
    if (words.length === 0) return []
    const rows = await query<Found>(
      k,
      `${found(`select id from residents where ${words.map(() => 'search like ?').join(' and ')}
        order by search like ? desc, search, id limit ?`)} order by r.search like ? desc, r.search, r.id`,
      [
        ...words.map((word) => `%${likeLiteral(word)}%`),
        `${likeLiteral(words[0] ?? '')}%`,
        limit,
        `${likeLiteral(words[0] ?? '')}%`,
      ],
    )
    return rows.map(foundOfRow)
  },

  /** People by a part of a number that is known as theirs today. */
  async byDigits(digits: string, limit: number): Promise<FoundResident[]> {
    const rows = await query<Found>(
      k,
      `${found(`select distinct resident_id as id from phones
        where digits like ? and known_until is null and resident_id is not null limit ?`)} order by r.search, r.id`,
      [`%${likeLiteral(digits)}%`, limit],
    )
    return rows.map(foundOfRow)
  },
})

interface Found extends Omit<AddressRow, 'house'> {
  house: string | null
  id: number
  name: string
  digits: string | null
}
const found = (ids: string): string => `
  with people as (${ids})
  select r.id, r.name, f.*, (select p.digits from phones p where p.resident_id = r.id and p.known_until is null
    order by p.last_used_at desc nulls last limit 1) as digits
  from people join residents r on r.id = people.id
  left join lateral (
    select ${addressColumns} from apartment_residents ar join apartments a on a.id = ar.apartment_id ${addressTables}
    where ar.resident_id = r.id order by ar.lives_to desc nulls first, ar.id desc limit 1) f on true`
const foundOfRow = (row: Found): FoundResident => ({
  id: row.id,
  name: row.name,
  // a person without a flat has an empty row beside him
  address: row.house === null ? '' : addressText({ ...row, house: row.house }),
  digits: row.digits ?? '',
})
