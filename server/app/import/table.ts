/** A row of a file as text, by the number that a spreadsheet shows beside it. */
export interface TableRow {
  line: number
  cells: string[]
}

/** @throws FileFault */
export type ReadTable = (file: Uint8Array) => Promise<TableRow[]>

/** Why a file is no register that we read; the client's phrases are keyed by it. */
export type FileFaultCode =
  | 'notATable'
  | 'oldExcel'
  | 'tooManyRows'
  | 'unzipsTooLarge'
  | 'empty'
  | 'noHeadings'
  | 'missingColumns'

export class FileFault extends Error {
  readonly code: FileFaultCode
  constructor(code: FileFaultCode) {
    super(code)
    this.name = 'FileFault'
    this.code = code
  }
}
