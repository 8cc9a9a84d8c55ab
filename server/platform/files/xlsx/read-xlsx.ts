import { dateOfSerial } from '#domain/import/values/date.ts'
import { fileLimits } from '../limits.ts'
import { FileFault, type OnRow } from '#server/platform/table.ts'
import { walkXml } from './elements.ts'
import { readDayStyles, readSharedTexts, readWorkbook, type Parts, type Workbook } from './workbook.ts'
import { openZip, refuseTooLarge, unzipped, type Part } from './zip.ts'

const described = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']
const isRead = /^xl\/(sharedStrings\.xml|worksheets\/[^/]+\.xml)$/

/**
 * Hands over the rows of the first visible sheet of an .xlsx file, cells as text, days as 2020-12-31. The workbook is
 * in memory as it came, packed; its parts are unzipped piece by piece.
 * @throws FileFault notATable, tooManyRows, unzipsTooLarge
 */
export function readXlsx(bytes: Uint8Array, onRow: OnRow): void {
  try {
    const parts = openZip(bytes)
    refuseTooLarge(
      described.map((name) => parts.get(name)),
      fileLimits.descriptionBytes,
    )
    refuseTooLarge([...parts].filter(([name]) => isRead.test(name)).map(([, part]) => part))
    const book = readWorkbook(parts)
    const sheet = book.sheetPath === null ? undefined : parts.get(book.sheetPath)
    if (sheet === undefined) throw new FileFault('notATable')
    readSheet(sheet, { book, parts, onRow })
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('notATable')
  }
}

/** `C5` is column 2; -1 when the cell says nothing of its place. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Is the number of a row one that a spreadsheet can have? */
const isLine = (line: number): boolean => Number.isInteger(line) && line >= 1 && line <= fileLimits.lastLine

function readSheet(
  sheet: Part,
  { book, parts, onRow }: { book: Workbook; parts: Parts; onRow: OnRow },
): void {
  const texts = readSharedTexts(parts.get('xl/sharedStrings.xml'))
  const dayStyles = readDayStyles(parts.get('xl/styles.xml'))
  let rows = 0
  let cells: string[] = []
  let line = 0
  let column = -1
  let type = ''
  let isDay = false
  let value = ''
  let isValue = false
  let characters = 0

  const textOf = (): string => {
    if (type === 's') return texts.at(Number(value))
    if (type === 'b') return value === '1' ? 'да' : 'нет'
    if (type !== '' && type !== 'n') return value
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) return value
    const day = isDay ? dateOfSerial(number + (book.isFrom1904 ? 1462 : 0)) : null
    return day ?? String(number)
  }
  walkXml(unzipped(sheet), {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = []
        column = -1
        const stated = Number(attributes['r'])
        line = isLine(stated) ? stated : line + 1
      } else if (name === 'c') {
        const stated = columnOf(attributes['r'] ?? '')
        column = stated === -1 ? column + 1 : stated
        type = attributes['t'] ?? ''
        isDay = dayStyles[Number(attributes['s'] ?? 0)] ?? false
        value = ''
      } else if (name === 'v' || name === 't') isValue = true
    },
    text: (text) => {
      if (isValue && value.length < fileLimits.cell) value += text
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
        rows++
        if (rows > fileLimits.rows) throw new FileFault('tooManyRows')
        onRow({ line, cells })
      }
    },
  })
}
