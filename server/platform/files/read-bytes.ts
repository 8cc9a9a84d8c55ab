import { readCsv } from './read-csv.ts'
import { FileFault, type OnRow } from '../table.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/**
 * Hands over the rows of a file one by one, in turn. What a file is, its first bytes say; its name may lie.
 * @throws FileFault
 */
export function readBytes(bytes: Uint8Array, onRow: OnRow): void {
  if (bytes.length === 0) throw new FileFault('empty')
  if (startsWith(bytes, 0x50, 0x4b)) return readXlsx(bytes, onRow)
  // Compound File Binary: .xls before 2007, and an .xlsx under a password
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new FileFault('oldExcel')
  readCsv(bytes, onRow)
}
