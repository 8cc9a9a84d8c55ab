import { fileLimits } from '../limits.ts'
import { walkXml } from './elements.ts'
import { createSharedTexts, type SharedTexts } from './shared-texts.ts'
import { unzipped, type Part } from './zip.ts'

export type Parts = ReadonlyMap<string, Part>

/** A part of the book piece by piece; nothing when there is none. */
const xmlOf = (part: Part | undefined): Iterable<Uint8Array> => (part === undefined ? [] : unzipped(part))

export interface Workbook {
  /** Part of the first sheet that is not hidden. */
  sheetPath: string | null
  /** Days are counted from 1904-01-01, as on old Macs (ECMA-376 part 1, 18.2.28). */
  isFrom1904: boolean
}

export function readWorkbook(parts: Parts): Workbook {
  const targets = new Map<string, string>()
  walkXml(xmlOf(parts.get('xl/_rels/workbook.xml.rels')), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target)
    },
  })
  let sheetPath: string | null = null
  let isFrom1904 = false
  walkXml(xmlOf(parts.get('xl/workbook.xml')), {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet' || sheetPath !== null || (attributes['state'] ?? 'visible') !== 'visible') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const target = targets.get(id)
      if (target !== undefined) sheetPath = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    },
  })
  return { sheetPath, isFrom1904 }
}

/** Every text of the book once; phonetic hints of Japanese books (`rPh`) are no part of it. */
export function readSharedTexts(part: Part | undefined): SharedTexts {
  const texts = createSharedTexts()
  let current = ''
  let isText = false
  let isHint = false
  if (part === undefined) return texts
  walkXml(unzipped(part), {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') isHint = true
      isText = name === 't' && !isHint
    },
    text: (text) => {
      if (isText && current.length < fileLimits.cell) current += text
    },
    close: (name) => {
      if (name === 'si') texts.add(current.slice(0, fileLimits.cell))
      if (name === 'rPh') isHint = false
      if (name === 't') isText = false
    },
  })
  return texts
}

/** Built-in formats that show a day (ECMA-376 part 1, 18.8.30); 18–21 and 45–47 are times of a day. */
const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Which cell styles show a day: by index of `cellXfs`. */
export function readDayStyles(part: Part | undefined): boolean[] {
  const days = new Set<number>()
  const styles: boolean[] = []
  let isCellFormats = false
  if (part === undefined) return styles
  walkXml(unzipped(part), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId)
      if (name === 'numFmt' && showsDay(formatCode)) days.add(id)
      if (name === 'cellXfs') isCellFormats = true
      if (name === 'xf' && isCellFormats) styles.push(isBuiltInDay(id) || days.has(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
  })
  return styles
}

/** Without quoted text, colours and conditions in brackets, escaped characters: is a day or a year left? */
const showsDay = (code: string): boolean => /[dy]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
