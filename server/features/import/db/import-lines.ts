import type { Knex } from 'knex'
import type { SaidLine } from '#domain/import/file-lines.ts'
import { query } from '#server/platform/db/sql.ts'

/**
 * The good lines of the file that is being worked through, in a table that lives as long as the transaction: a file
 * names the people of a flat in any order, and a whole register does not fit into the memory of the process.
 */
export const importLines = (k: Knex) => ({
  async begin(): Promise<void> {
    await query(
      k,
      `create temporary table import_lines (
         house_id bigint not null, flat_key text collate "C" not null, line integer not null, said json not null
       ) on commit drop`,
    )
  },

  /** `lines`: a JSON array of SaidLine. */
  async add(lines: string): Promise<void> {
    await query(
      k,
      `insert into import_lines
       select (said -> 'line' ->> 'houseId')::bigint, said -> 'line' ->> 'flatKey', (said -> 'line' ->> 'line')::integer, said
       from json_array_elements(?::json) as said`,
      [lines],
    )
  },

  /** All of them, `most` at a time: flat by flat, those of a flat in the order of the file. */
  async *byFlat(most: number): AsyncGenerator<SaidLine[]> {
    await query(
      k,
      `declare import_lines_by_flat no scroll cursor for
       select said from import_lines order by house_id, flat_key, line`,
    )
    for (;;) {
      const rows = await query<{ said: SaidLine }>(k, `fetch forward ${most} from import_lines_by_flat`)
      if (rows.length === 0) return
      yield rows.map(({ said }) => said)
    }
  },
})
