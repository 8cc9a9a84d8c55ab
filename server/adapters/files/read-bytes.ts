import { readCsv } from './read-csv.ts'
import { FileFault, type TableRow } from '#server/app/import/table.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** What a file is, its first bytes say; its name may lie. */
export function readBytes(bytes: Uint8Array): TableRow[] {
  if (bytes.length === 0) throw new FileFault('empty')
  if (startsWith(bytes, 0x50, 0x4b)) return readXlsx(bytes)
  // Compound File Binary: .xls before 2007, and an .xlsx under a password
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new FileFault('oldExcel')
  return readCsv(bytes)
}
