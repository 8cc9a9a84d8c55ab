import { parse } from 'csv-parse/sync'
import { asUtf8 } from './decode-text.ts'
import { fileLimits } from './limits.ts'
import { FileFault, type OnRow } from '../table.ts'

const delimiters = [';', '\t', ',', '|'] as const
const headBytes = 100_000

/** What stands most often between cells of the first lines; what is within quotes does not count. */
export function guessDelimiter(text: string): string {
  const head = text
    .slice(0, headBytes)
    .replaceAll(/"[^"]*"/g, '')
    .split('\n', 20)
    .join('\n')
  const counts = delimiters.map((delimiter) => head.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}

/** @throws FileFault notATable, tooManyRows */
export function readCsv(bytes: Uint8Array, onRow: OnRow): void {
  const text = asUtf8(bytes)
  // when quotes do not close they are no quotes, and one stray one must not swallow the rest of the file
  const quote = (['"', null] as const).find((one) => canParse(text, one))
  if (quote === undefined) throw new FileFault('notATable')
  let line = 0
  walk(text, quote, (cells) => {
    line++
    onRow({ line, cells: cells.slice(0, fileLimits.columns).map((cell) => cell.slice(0, fileLimits.cell)) })
  })
}

/** Reads the whole file once and keeps nothing of it: that quotes do not close is known at its end alone. */
function canParse(text: Uint8Array, quote: '"' | null): boolean {
  let rows = 0
  try {
    walk(text, quote, () => rows++)
  } catch {
    return false
  }
  if (rows > fileLimits.rows) throw new FileFault('tooManyRows')
  return true
}

function walk(text: Uint8Array, quote: '"' | null, onRecord: (cells: string[]) => void): void {
  const head = Buffer.from(text.buffer, text.byteOffset, Math.min(text.length, headBytes)).toString()
  parse(text, {
    delimiter: guessDelimiter(head),
    quote,
    bom: true,
    relax_column_count: true,
    // «ООО "Уют"» without doubled quotes is common in hand-made files
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: fileLimits.recordBytes,
    to: fileLimits.rows + 1,
    // null: the record is not gathered
    on_record: (cells: string[]) => {
      onRecord(cells)
      return null
    },
  })
}
