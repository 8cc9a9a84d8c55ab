import type { Knex } from 'knex'
import { query, queryOne } from '#server/platform/db/sql.ts'

export interface LedgerCursor {
  inode: string
  /** Byte after the last whole line that was received. */
  offset: number
}

export const ledgerCursors = (k: Knex) => ({
  cursor: (source: string): Promise<LedgerCursor | null> =>
    queryOne<LedgerCursor>(k, 'select inode, "offset" from ledger_cursors where source = ?', [source]),

  /** Also takes the row's lock, so that batches of one source come one after the other. */
  async saveCursor(source: string, cursor: LedgerCursor): Promise<void> {
    await query(
      k,
      `insert into ledger_cursors (source, inode, "offset") values (?, ?, ?)
       on conflict (source) do update
         set inode = excluded.inode, "offset" = excluded."offset", updated_at = now()`,
      [source, cursor.inode, cursor.offset],
    )
  },
})
