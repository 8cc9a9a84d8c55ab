import type { Knex } from 'knex'
import type { KnownNumber } from '#contracts/house/resident.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { momentOrNull } from '#server/platform/db/moment.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { change, type Part } from '#server/platform/db/together.ts'
import { likeLiteral } from '#server/platform/db/like.ts'
import { addressColumns, addressTables, type AddressRow } from '../address.ts'

interface PhoneRow extends AddressRow {
  digits: string
  number_kind: KnownNumber['kind']
  apartment_id: number
  resident_id: number | null
  resident_name: string | null
  is_confirmed: boolean
  times_used: number
  last_used_at: Date | null
  known_until: Date | null
}

/** As the pages of flats and people show it; in full, whoever may not see numbers gets it masked. */
const numberOfRow = (row: PhoneRow): KnownNumber => ({
  number: row.digits.length > 6 ? `+${row.digits}` : row.digits,
  kind: row.number_kind,
  apartmentId: row.apartment_id,
  address: addressText(row),
  residentId: row.resident_id,
  residentName: row.resident_name,
  isConfirmed: row.is_confirmed,
  timesUsed: row.times_used,
  lastUsedAt: momentOrNull(row.last_used_at),
  knownUntil: momentOrNull(row.known_until),
})

const selectPhones = `
  select p.digits, p.kind as number_kind, p.apartment_id, p.resident_id, r.name as resident_name, p.is_confirmed,
    p.times_used, p.last_used_at, p.known_until, ${addressColumns}
  from phones p join apartments a on a.id = p.apartment_id ${addressTables}
  left join residents r on r.id = p.resident_id`

/** Which numbers are known to which flats, since when, until when, and how often each was of use. */
export const phones = (k: Knex) => {
  const select = async (where: string, id: number): Promise<KnownNumber[]> =>
    (
      await query<PhoneRow>(
        k,
        `${selectPhones} where ${where} = ? order by p.known_until is not null, p.last_used_at desc nulls last, p.digits
         limit 200`,
        [id],
      )
    ).map(numberOfRow)

  return {
    /** Those of today first, then those that once were. */
    ofApartment: (id: number): Promise<KnownNumber[]> => select('p.apartment_id', id),
    ofResident: (id: number): Promise<KnownNumber[]> => select('p.resident_id', id),

    /** By a part of a number that is known to a flat today, and to nobody of it by name. */
    async ofNobody(digits: string, limit: number): Promise<KnownNumber[]> {
      const rows = await query<PhoneRow>(
        k,
        `${selectPhones} where p.digits like ? and p.known_until is null and p.resident_id is null
         order by p.last_used_at desc nulls last, p.digits, p.apartment_id limit ?`,
        [`%${likeLiteral(digits)}%`, limit],
      )
      return rows.map(numberOfRow)
    },

    async find(digits: string, apartmentId: number): Promise<KnownNumber | null> {
      const row = await queryOne<PhoneRow>(k, `${selectPhones} where p.digits = ? and p.apartment_id = ?`, [
        digits,
        apartmentId,
      ])
      return row && numberOfRow(row)
    },

    /** A number is known to a flat as the directory says it; again, it says it anew. */
    async set(phone: {
      digits: string
      apartmentId: number
      kind: KnownNumber['kind']
      residentId: number | null
      isConfirmed: boolean
      at: Date
    }): Promise<void> {
      await k('phones')
        .insert({
          digits: phone.digits,
          apartment_id: phone.apartmentId,
          kind: phone.kind,
          resident_id: phone.residentId,
          is_confirmed: phone.isConfirmed,
          known_since: phone.at,
        })
        .onConflict(['digits', 'apartment_id'])
        .merge({
          kind: k.raw('excluded.kind'),
          resident_id: k.raw('excluded.resident_id'),
          is_confirmed: k.raw('excluded.is_confirmed'),
          known_until: null,
          known_since: k.raw(
            'case when phones.known_until is null then phones.known_since else excluded.known_since end',
          ),
        })
    },

    /**
     * The number belongs to the flat no more, or (`at` null) does again. A number that only its person's living there
     * ties to the flat gets a row that says no. Answers whether anything was known of it.
     */
    async forget(digits: string, apartmentId: number, at: Date | null, today: string): Promise<boolean> {
      const changed = await query(
        k,
        `update phones set known_until = ? where digits = ? and apartment_id = ? returning 1`,
        [at, digits, apartmentId],
      )
      if (changed.length > 0 || at === null) return changed.length > 0
      const made = await query(
        k,
        `insert into phones (digits, apartment_id, resident_id, known_since, known_until)
         select digits, apartment_id, resident_id, ?, ? from places_of_numbers(?::text[], ?::date)
         where apartment_id = ? returning 1`,
        [at, at, [digits], today, apartmentId],
      )
      return made.length > 0
    },

    /**
     * A number is known to a flat from now on, by the word of who calls; known already, it is confirmed. Taken from
     * the flat before, or of a person who left it, it comes back as nobody's: who has it now was not said.
     */
    async remember(digits: string, apartmentId: number, at: Date, today: string): Promise<void> {
      await query(
        k,
        `insert into phones (digits, apartment_id, last_used_at, is_confirmed, times_used, known_since)
         values (?, ?, ?, true, 1, ?)
         on conflict (digits, apartment_id) do update set is_confirmed = true, known_until = null,
           last_used_at = greatest(phones.last_used_at, excluded.last_used_at),
           known_since = case when phones.known_until is null then phones.known_since else excluded.known_since end,
           resident_id = case when phones.known_until is null and exists (
             select from places_of_numbers(array[phones.digits], ?::date) known
             where known.apartment_id = phones.apartment_id) then phones.resident_id end`,
        [digits, apartmentId, at, at, today],
      )
    },

    /** A talk with the number: all its flats, locked in one order so that two ledgers cannot wait for each other. */
    using: (numbers: readonly { digits: string; at: string }[]): Part<void> =>
      change(
        `with talks as (
           select digits, max(at) as at, count(*)::integer as times
           from jsonb_to_recordset(?::jsonb) as r (digits text, at timestamptz)
           where digits <> '' group by digits
         ), known as (
           select p.digits, p.apartment_id, t.at, t.times from phones p join talks t on t.digits = p.digits
           where p.known_until is null
           order by p.digits, p.apartment_id for no key update of p
         )
         update phones p set last_used_at = greatest(p.last_used_at, known.at), times_used = p.times_used + known.times
         from known where p.digits = known.digits and p.apartment_id = known.apartment_id`,
        [JSON.stringify(numbers)],
      ),

    /** The number was of use for this flat, if it is known there: of several flats this one was meant. */
    async usedFor(digits: string, apartmentId: number, at: Date): Promise<void> {
      await query(
        k,
        `update phones set last_used_at = greatest(last_used_at, ?), times_used = times_used + 1
         where digits = ? and apartment_id = ? and known_until is null`,
        [at, digits, apartmentId],
      )
    },
  }
}
