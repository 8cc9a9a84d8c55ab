import { setImmediate } from 'node:timers/promises'
import type { Import } from '#contracts/housing.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { localDay } from '#server/domain/directory/local-day.ts'
import { findHeadings, missingFields, recogniseColumns } from '#server/domain/import/columns.ts'
import { createFileLines, type FileLines } from '#server/domain/import/file-lines.ts'
import { indexPlaces } from '#server/domain/import/places.ts'
import { planFlat, type FlatPlan } from '#server/domain/import/plan.ts'
import type { FileShape } from '#server/domain/import/read-line.ts'
import { FileFault, type ReadTable, type TableRow } from './table.ts'

export interface WorkOptions {
  readTable: ReadTable
  /** Gets every piece of the plan, in order; nothing when the file is only looked at. */
  write?: (plans: readonly FlatPlan[]) => Promise<unknown>
  /** `done` of `counts` lines are through. */
  progress: (counts: Import['counts']) => Promise<unknown>
}

export type Found = Pick<Import, 'counts' | 'columns' | 'sample' | 'faults'>

/** The process that works through a file may be the one that carries calls: it never holds the loop for long. */
const rowsAtOnce = 250
const flatsAtOnce = 400
const sampleRows = 8
const sampleCell = 80
/** A file whose columns are all wrong must not fill the database with its faults. */
const mostFaults = 20_000

/** Columns are known, but not those without which no line says whose home it is. */
export class ColumnsMissing extends FileFault {
  readonly columns: Import['columns']
  constructor(columns: Import['columns']) {
    super('missingColumns')
    this.columns = columns
  }
}

/**
 * Reads a file of residents and compares it with the directory as `tx` sees it, piece by piece.
 * @throws FileFault
 */
export async function workThrough(
  deps: Deps,
  tx: Repositories,
  file: Uint8Array,
  { readTable, write, progress }: WorkOptions,
): Promise<Found> {
  const rows = await readTable(file)
  const { columns, shape, body } = await shapeOf(deps, tx, rows)
  const lines = createFileLines(shape)
  for (const [index, { cells, line }] of body.entries()) {
    lines.take(cells, line)
    if (index % rowsAtOnce === 0) await setImmediate()
  }
  const counts = countsOf(lines)
  const isWriting = write !== undefined
  counts.done = isWriting ? 0 : counts.faulty
  await progress(counts)

  const flats = [...lines.flats.values()].toSorted((a, b) => a.houseId - b.houseId)
  for (let at = 0; at < flats.length; at += flatsAtOnce) {
    const piece = flats.slice(at, at + flatsAtOnce)
    const known = await tx.knownFlats.of(piece)
    const plans = piece.map((flat) =>
      planFlat(flat, known.get(`${flat.houseId} ${flat.flatKey}`) ?? null, shape.today),
    )
    await write?.(plans)
    for (const outcome of plans.flatMap(({ outcomes }) => outcomes)) {
      counts[outcome]++
      counts.done++
    }
    await progress(counts)
  }
  return {
    counts,
    columns,
    sample: body
      .slice(0, sampleRows)
      .map(({ cells }) => columns.map((_, n) => (cells[n] ?? '').slice(0, sampleCell))),
    faults: lines.faults.slice(0, mostFaults),
  }
}

const countsOf = ({ counts }: FileLines): Import['counts'] => ({
  ...counts,
  good: counts.read - counts.faulty,
  added: 0,
  changed: 0,
  same: 0,
  done: 0,
})

async function shapeOf(deps: Deps, tx: Repositories, rows: readonly TableRow[]) {
  const header = findHeadings(rows.map(({ cells }) => cells))
  const headings = header === null ? undefined : rows[header]?.cells
  if (header === null || headings === undefined)
    throw new FileFault(rows.length === 0 ? 'empty' : 'noHeadings')
  const fields = recogniseColumns(headings)
  const last = headings.findLastIndex((heading) => heading.trim() !== '')
  const columns = headings.slice(0, last + 1).map((heading, n) => ({
    heading: heading.replaceAll(/\s+/g, ' ').trim().slice(0, 200),
    field: fields[n] ?? null,
  }))
  if (missingFields(fields).length > 0) throw new ColumnsMissing(columns)
  const findHouse = indexPlaces(await tx.knownFlats.streets(), await tx.knownFlats.houses())
  const today = localDay(deps.now(), deps.installation.timeZone)
  const shape: FileShape = {
    headings: columns.map(({ heading }) => heading),
    columns: fields,
    findHouse,
    today,
  }
  return { columns, shape, body: rows.slice(header + 1) }
}
