import { parse } from 'csv-parse/sync'
import { decodeText } from './decode-text.ts'
import { fileLimits } from './limits.ts'
import { FileFault, type TableRow } from '#server/app/import/table.ts'

const delimiters = [';', '\t', ',', '|'] as const

/** What stands most often between cells of the first lines; what is within quotes does not count. */
export function guessDelimiter(text: string): string {
  const head = text
    .slice(0, 100_000)
    .replaceAll(/"[^"]*"/g, '')
    .split('\n', 20)
    .join('\n')
  const counts = delimiters.map((delimiter) => head.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}

/** @throws FileFault notATable, tooManyRows */
export function readCsv(bytes: Uint8Array): TableRow[] {
  const text = decodeText(bytes)
  const records = parsed(text, '"') ?? parsed(text, null)
  if (records === null) throw new FileFault('notATable')
  if (records.length > fileLimits.rows) throw new FileFault('tooManyRows')
  return records.map((cells, index) => ({
    line: index + 1,
    cells: cells.slice(0, fileLimits.columns).map((cell) => cell.slice(0, fileLimits.cell)),
  }))
}

/** Null when quotes do not close: then they are no quotes, and one stray one must not swallow the rest of the file. */
function parsed(text: string, quote: '"' | null): string[][] | null {
  try {
    return parse(text, {
      delimiter: guessDelimiter(text),
      quote,
      bom: true,
      relax_column_count: true,
      // «ООО "Уют"» without doubled quotes is common in hand-made files
      relax_quotes: true,
      skip_empty_lines: false,
      to: fileLimits.rows + 1,
    })
  } catch {
    return null
  }
}
