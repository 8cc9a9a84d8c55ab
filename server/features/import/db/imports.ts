import type { Knex } from 'knex'
import type { Import } from '#contracts/import.ts'
import { momentOrNull } from '#server/platform/db/moment.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

export type ImportCounts = Import['counts']
export type ImportSummary = Omit<Import, 'columns' | 'sample' | 'faults'>

type SummaryRow = Pick<Import, 'id' | 'fileName' | 'state' | 'error' | 'byName'> & {
  counts: Partial<ImportCounts>
  createdAt: Date
  finishedAt: Date | null
}
type ImportRow = SummaryRow & Pick<Import, 'columns' | 'sample' | 'faults'>

const pieceBytes = 262_144

const nothingYet: ImportCounts = { read: 0, good: 0, faulty: 0, added: 0, changed: 0, same: 0, done: 0 }

const summaryOf = <Row extends SummaryRow>(row: Row) => ({
  ...row,
  counts: { ...nothingYet, ...row.counts },
  createdAt: row.createdAt.toISOString(),
  finishedAt: momentOrNull(row.finishedAt),
})

const summary = `i.id, i.file_name as "fileName", i.state, i.counts, i.error, i.created_at as "createdAt",
  i.finished_at as "finishedAt", u.name as "byName"`

/** Files of residents from the moment they are sent until they are written. */
export const imports = (k: Knex) => ({
  async add(given: { fileName: string; file: Buffer; byUser: number; at: Date }): Promise<number> {
    const row = await queryOne<{ id: number }>(
      k,
      `insert into imports (kind, file_name, file, state, by_user, created_at)
       values ('residents', ?, ?, 'checking', ?, ?) returning id`,
      [given.fileName, given.file, given.byUser, given.at],
    )
    if (row === null) throw new Error('an import was not written')
    return row.id
  },

  async find(id: number): Promise<Import | null> {
    const row = await queryOne<ImportRow>(
      k,
      `select ${summary}, i.columns, i.sample, i.faults from imports i join users u on u.id = i.by_user where i.id = ?`,
      [id],
    )
    return row && summaryOf(row)
  },

  /** Without what makes them large. */
  async newest(limit: number): Promise<ImportSummary[]> {
    const rows = await query<SummaryRow>(
      k,
      `select ${summary} from imports i join users u on u.id = i.by_user order by i.id desc limit ?`,
      [limit],
    )
    return rows.map(summaryOf)
  },

  /** Who sent it, and how many bytes; the file itself is read by `file`. */
  async work(id: number): Promise<{ bytes: number; state: Import['state']; byUser: number } | null> {
    return queryOne(k, `select length(file) as bytes, state, by_user as "byUser" from imports where id = ?`, [
      id,
    ])
  },

  /** In pieces: one row of 20 MB would hold the loop of the process that carries calls. */
  async file(id: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const file = new Uint8Array(bytes)
    for (let at = 0; at < bytes; at += pieceBytes) {
      const row = await queryOne<{ piece: Buffer }>(
        k,
        `select substring(file from ? for ?) as piece from imports where id = ?`,
        [at + 1, pieceBytes, id],
      )
      if (row !== null) file.set(row.piece, at)
    }
    return file
  },

  /** From one of these states into another; false when it is in none of them. */
  async move(id: number, from: readonly Import['state'][], to: Import['state']): Promise<boolean> {
    const moved = await queryOne(
      k,
      `update imports set state = ?, error = null, finished_at = null, counts = counts || '{"done": 0}'
       where id = ? and state = any(?) and length(file) > 0 returning id`,
      [to, id, from],
    )
    return moved !== null
  },

  async progress(id: number, counts: ImportCounts): Promise<void> {
    await query(k, `update imports set counts = ?::jsonb where id = ?`, [JSON.stringify(counts), id])
  },

  async ready(id: number, found: Pick<Import, 'counts' | 'columns' | 'sample' | 'faults'>): Promise<void> {
    await query(
      k,
      `update imports set state = 'ready', counts = ?::jsonb, columns = ?::jsonb, sample = ?::jsonb, faults = ?::jsonb
       where id = ?`,
      [...[found.counts, found.columns, found.sample, found.faults].map((part) => JSON.stringify(part)), id],
    )
  },

  /** What was written stays countable; the file and its sample are people's data that nothing needs any more. */
  async done(id: number, found: Pick<Import, 'counts' | 'faults'>, at: Date): Promise<void> {
    await query(
      k,
      `update imports set state = 'done', counts = ?::jsonb, faults = ?::jsonb, sample = '[]', file = '', finished_at = ?
       where id = ?`,
      [JSON.stringify(found.counts), JSON.stringify(found.faults), at, id],
    )
  },

  async failed(id: number, error: string, given: { at: Date; columns?: Import['columns'] }): Promise<void> {
    await query(
      k,
      `update imports set state = 'failed', error = ?, finished_at = ?, columns = ?::jsonb where id = ?`,
      [error, given.at, JSON.stringify(given.columns ?? []), id],
    )
  },

  /** Our fault, not the file's: what was found of it stays. */
  async broken(id: number, at: Date): Promise<void> {
    await query(
      k,
      `update imports set state = 'failed', error = 'unexpected', finished_at = ? where id = ?`,
      [at, id],
    )
  },

  /** Files that nobody applied. */
  async forgetFiles(before: Date): Promise<number> {
    const rows = await query<{ id: number }>(
      k,
      `update imports set file = '', sample = '[]', faults = '[]'
       where created_at < ? and length(file) > 0 and state in ('ready', 'failed') returning id`,
      [before],
    )
    return rows.length
  },
})
