import { unzipSync } from 'fflate'
import { dateOfSerial } from '#server/domain/import/values/date.ts'
import { fileLimits } from '../limits.ts'
import { FileFault, type TableRow } from '#server/app/import/table.ts'
import { walkXml } from './elements.ts'
import { readDayStyles, readSharedStrings, readWorkbook, type Parts, type Workbook } from './workbook.ts'

/**
 * The first visible sheet of an .xlsx file, cells as text, days as 2020-12-31.
 * @throws FileFault notATable, tooManyRows, unzipsTooLarge
 */
export function readXlsx(bytes: Uint8Array): TableRow[] {
  try {
    const parts = unzipped(bytes)
    const book = readWorkbook(parts)
    const sheet = book.sheetPath === null ? undefined : parts[book.sheetPath]
    if (sheet === undefined) throw new FileFault('notATable')
    return readSheet(sheet, book, parts)
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('notATable')
  }
}

const isWanted =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

/** Unzips no more than each part's own header promises, and refuses what together promises too much. */
function unzipped(bytes: Uint8Array): Parts {
  let promised = 0
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!isWanted.test(name)) return false
      promised += originalSize
      if (promised > fileLimits.unzippedBytes) throw new FileFault('unzipsTooLarge')
      return true
    },
  })
}

/** `C5` is column 2; -1 when the cell says nothing of its place. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function readSheet(sheet: Uint8Array, book: Workbook, parts: Parts): TableRow[] {
  const strings = readSharedStrings(parts['xl/sharedStrings.xml'])
  const dayStyles = readDayStyles(parts['xl/styles.xml'])
  const rows: TableRow[] = []
  let cells: string[] = []
  let line = 0
  let column = -1
  let type = ''
  let isDay = false
  let value = ''
  let isValue = false
  let characters = 0

  const textOf = (): string => {
    if (type === 's') return strings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'да' : 'нет'
    if (type !== '' && type !== 'n') return value
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) return value
    const day = isDay ? dateOfSerial(number + (book.isFrom1904 ? 1462 : 0)) : null
    return day ?? String(number)
  }
  walkXml(sheet, {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = []
        column = -1
        line = Number(attributes['r'] ?? line + 1)
      } else if (name === 'c') {
        const stated = columnOf(attributes['r'] ?? '')
        column = stated === -1 ? column + 1 : stated
        type = attributes['t'] ?? ''
        isDay = dayStyles[Number(attributes['s'] ?? 0)] ?? false
        value = ''
      } else if (name === 'v' || name === 't') isValue = true
    },
    text: (text) => {
      if (isValue) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && column < fileLimits.columns) {
        while (cells.length < column) cells.push('')
        const text = textOf().slice(0, fileLimits.cell)
        cells[column] = text
        characters += text.length
        if (characters > fileLimits.characters) throw new FileFault('unzipsTooLarge')
      } else if (name === 'row') {
        rows.push({ line, cells })
        if (rows.length > fileLimits.rows) throw new FileFault('tooManyRows')
      }
    },
  })
  return rows
}
