import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'

/** Which files of the folder of announcements are named by rows. */
export const speech = (k: Knex) => ({
  /** Houses of a shutdown in the order of their ids, as their address is said. */
  housesAfter(
    shutdownId: number,
    afterHouseId: number,
    limit: number,
  ): Promise<{ houseId: number; kind: string; street: string; number: string; file: string | null }[]> {
    return query(
      k,
      `select h.id as "houseId", s.kind, s.name as street, h.number, h.speech_file as file
       from shutdown_houses x join houses h on h.id = x.house_id join streets s on s.id = h.street_id
       where x.shutdown_id = ? and h.id > ? order by h.id limit ?`,
      [shutdownId, afterHouseId, limit],
    )
  },

  async setHouseFiles(files: readonly { houseId: number; file: string }[]): Promise<void> {
    await query(
      k,
      `update houses h set speech_file = f.file
       from jsonb_to_recordset(?::jsonb) as f ("houseId" bigint, file text) where h.id = f."houseId"`,
      [JSON.stringify(files)],
    )
  },

  /** When the present file of a shutdown was made: before its term passed, or after? */
  async madeAt(shutdownId: number, at: Date): Promise<void> {
    await query(k, 'update shutdowns set speech_at = ? where id = ?', [at, shutdownId])
  },

  /** What callers should be able to hear now; null: not made. */
  wanted(): Promise<{ shutdownId: number; file: string | null; houseFiles: (string | null)[] }[]> {
    return query(
      k,
      `select s.id as "shutdownId", s.speech_file as file,
         array(select h.speech_file from shutdown_houses x join houses h on h.id = x.house_id
               where x.shutdown_id = s.id) as "houseFiles"
       from shutdowns s where s.status in ('planned', 'active') order by s.id`,
      [],
    )
  },

  /** Every file that may still be played. */
  async named(): Promise<string[]> {
    const rows = await query<{ file: string }>(
      k,
      `select speech_file as file from houses where speech_file is not null
       union select unnest(array_remove(array[speech_file, question_file], null)) from shutdowns
         where status in ('planned', 'active')
       union select speech_file from notices where state in ('pending', 'sending') and speech_file is not null`,
      [],
    )
    return rows.map(({ file }) => file)
  },
})
