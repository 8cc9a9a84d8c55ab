import type { Knex } from 'knex'
import { queryOne } from '#server/platform/db/sql.ts'
import { alone, part, type Part } from '#server/platform/db/together.ts'

export interface LedgerCursor {
  inode: string
  /** Byte after the last whole line that was received. */
  offset: number
}

export const ledgerCursors = (k: Knex) => ({
  cursor: (source: string): Promise<LedgerCursor | null> =>
    queryOne<LedgerCursor>(k, 'select inode, "offset" from ledger_cursors where source = ?', [source]),

  /**
   * Also takes the row's lock, so that batches of one source come one after the other. Answers whether it waited for
   * another batch: what the same statement read is of before that one.
   */
  saving: (source: string, cursor: LedgerCursor): Part<boolean> =>
    part<{ steps: number }, boolean>(
      `insert into ledger_cursors as c (source, inode, "offset", batches) values (?, ?, ?, 1)
       on conflict (source) do update
         set inode = excluded.inode, "offset" = excluded."offset", batches = c.batches + 1, updated_at = now()
       returning batches - coalesce((select batches from ledger_cursors where source = ?), 0) as steps`,
      [source, cursor.inode, cursor.offset, source],
      ([row]) => row !== undefined && row.steps > 1,
    ),

  async saveCursor(source: string, cursor: LedgerCursor): Promise<void> {
    await alone(k, ledgerCursors(k).saving(source, cursor))
  },
})
