import { beginningOf, storableText } from '#contracts/text.ts'
import { findHeadings, missingFields, recogniseColumns } from '#domain/import/columns.ts'
import { takeRow } from '#domain/import/file-lines.ts'
import type { FileShape } from '#domain/import/read-line.ts'
import type { Fault } from '#domain/import/resident-line.ts'
import {
  FileFault,
  type FileColumn,
  type FilePiece,
  type OnRow,
  type TableRow,
} from '#server/platform/table.ts'

/** A piece is cloned at once: small enough that the process which takes calls does not notice. */
const rowsAtOnce = 250
const charactersAtOnce = 250_000
/** Headings are looked for in so many rows. */
const headRows = 30
const sampleRows = 8
const sampleCell = 80
/** A file whose columns are all wrong must not fill the database with its faults. */
export const mostFaults = 5_000

export interface FileReader {
  /** @throws FileFault missingColumns, noHeadings */
  row: OnRow
  /** @throws FileFault missingColumns, noHeadings, empty */
  end(): void
}

/** Makes pieces of a register out of its rows, which come one by one; keeps none of them. */
export function createFileReader(
  given: Pick<FileShape, 'findHouse' | 'today'>,
  emit: (piece: FilePiece) => void,
): FileReader {
  const head: TableRow[] = []
  const sample: string[][] = []
  let body: { shape: FileShape; columns: FileColumn[] } | null = null
  let lines: string[] = []
  let faults: Fault[] = []
  let toldFaults = 0
  let read = 0
  let faulty = 0
  let characters = 0

  const flush = (): void => {
    if (read > 0) emit({ kind: 'lines', lines: `[${lines.join(',')}]`, read, faulty, faults })
    lines = []
    faults = []
    read = faulty = characters = 0
  }
  const take = ({ cells, line }: TableRow, { shape, columns }: NonNullable<typeof body>): void => {
    if (sample.length < sampleRows)
      sample.push(columns.map((_, n) => beginningOf(cells[n] ?? '', sampleCell)))
    const taken = takeRow(cells, line, shape)
    if (taken === null) return
    read++
    if (Array.isArray(taken)) {
      faulty++
      const told = taken.slice(0, mostFaults - toldFaults)
      toldFaults += told.length
      faults.push(...told)
      characters += told.reduce((sum, { value, column }) => sum + value.length + column.length, 0)
    } else {
      const text = JSON.stringify(taken)
      lines.push(text)
      characters += text.length
    }
    if (read >= rowsAtOnce || characters >= charactersAtOnce) flush()
  }
  const begin = (): NonNullable<typeof body> => {
    const begun = shapeOf(head, given)
    emit({ kind: 'columns', columns: begun.columns })
    for (const row of head.splice(0).slice(begun.header + 1)) take(row, begun)
    return begun
  }
  return {
    row({ line, cells }) {
      // a cut surrogate or a NUL in one cell is no reason to refuse a register of thousands
      const row = { line, cells: cells.map(storableText) }
      if (body !== null) return take(row, body)
      head.push(row)
      if (head.length === headRows) body = begin()
    },
    end() {
      body ??= begin()
      flush()
      emit({ kind: 'end', sample })
    },
  }
}

function shapeOf(head: readonly TableRow[], given: Pick<FileShape, 'findHouse' | 'today'>) {
  const header = findHeadings(head.map(({ cells }) => cells))
  const headings = header === null ? undefined : head[header]?.cells
  if (header === null || headings === undefined)
    throw new FileFault(head.length === 0 ? 'empty' : 'noHeadings')
  const fields = recogniseColumns(headings)
  const last = headings.findLastIndex((heading) => heading.trim() !== '')
  const columns = headings.slice(0, last + 1).map((heading, n) => ({
    heading: beginningOf(heading.replaceAll(/\s+/g, ' ').trim(), 200),
    field: fields[n] ?? null,
  }))
  if (missingFields(fields).length > 0) throw new FileFault('missingColumns', columns)
  const shape: FileShape = { ...given, headings: columns.map(({ heading }) => heading), columns: fields }
  return { columns, header, shape }
}
