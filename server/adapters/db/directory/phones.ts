import type { Knex } from 'knex'
import { query } from '../sql.ts'

/** Which numbers are known to which flats, and when each was last of use. */
export const phones = (k: Knex) => ({
  /** A number is known to a flat from now on; known already, it was of use just now. */
  async remember(digits: string, apartmentId: number, at: Date): Promise<void> {
    await query(
      k,
      `insert into phones (digits, apartment_id, last_used_at) values (?, ?, ?)
       on conflict (digits, apartment_id) do update
         set last_used_at = greatest(phones.last_used_at, excluded.last_used_at)`,
      [digits, apartmentId, at],
    )
  },

  /** A talk with the number: all its flats, locked in one order so that two ledgers cannot wait for each other. */
  async used(numbers: readonly { digits: string; at: string }[]): Promise<void> {
    if (numbers.length === 0) return
    await query(
      k,
      `with talks as (
         select digits, max(at) as at from jsonb_to_recordset(?::jsonb) as r (digits text, at timestamptz)
         where digits <> '' group by digits
       ), known as (
         select p.digits, p.apartment_id, t.at from phones p join talks t on t.digits = p.digits
         order by p.digits, p.apartment_id for no key update of p
       )
       update phones p set last_used_at = greatest(p.last_used_at, known.at)
       from known where p.digits = known.digits and p.apartment_id = known.apartment_id`,
      [JSON.stringify(numbers)],
    )
  },

  /** The number was of use for this flat, if it is known there. */
  async usedFor(digits: string, apartmentId: number, at: Date): Promise<void> {
    await query(
      k,
      `update phones set last_used_at = greatest(last_used_at, ?) where digits = ? and apartment_id = ?`,
      [at, digits, apartmentId],
    )
  },
})
