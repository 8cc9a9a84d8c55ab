import type { Field } from '#domain/import/fields.ts'
import type { KnownHouse, KnownStreet } from '#domain/import/places.ts'
import type { Fault } from '#domain/import/resident-line.ts'

/** A row of a file as text, by the number that a spreadsheet shows beside it. */
export interface TableRow {
  line: number
  cells: string[]
}
/** A heading of the file and what it is to us; null: not recognised, left out. */
export interface FileColumn {
  heading: string
  field: Field | null
}
export type OnRow = (row: TableRow) => void

/** What a file says, a piece after the other: `columns` first, `end` last. */
export type FilePiece =
  | { kind: 'columns'; columns: FileColumn[] }
  | {
      kind: 'lines'
      /** Good lines, each a SaidLine, as the JSON in which they are staged. */
      lines: string
      /** Lines of this piece, good and faulty. */
      read: number
      faulty: number
      faults: Fault[]
    }
  | { kind: 'end'; sample: string[][] }

export interface FileToRead {
  /** Given away: the reader's thread owns it from now on. */
  file: Uint8Array<ArrayBuffer>
  places: { streets: KnownStreet[]; houses: KnownHouse[] }
  /** The organisation's day. */
  today: string
}

/** Reads no further than two pieces ahead of who takes them. @throws FileFault */
export type ReadResidents = (given: FileToRead) => AsyncIterable<FilePiece>

/** Why a file is no register that we read; the client's phrases are keyed by it. */
export type FileFaultCode =
  | 'notATable'
  | 'oldExcel'
  | 'tooManyRows'
  | 'unzipsTooLarge'
  | 'tooHard'
  | 'empty'
  | 'noHeadings'
  | 'missingColumns'

export class FileFault extends Error {
  readonly code: FileFaultCode
  /** As far as they were recognised. */
  readonly columns: FileColumn[]
  constructor(code: FileFaultCode, columns: FileColumn[] = []) {
    super(code)
    this.name = 'FileFault'
    this.code = code
    this.columns = columns
  }
}
