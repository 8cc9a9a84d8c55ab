import { beginningOf } from '#contracts/text.ts'
import type { Field } from './fields.ts'
import { readLine, type FileShape } from './read-line.ts'
import { overlap, type Fault, type FlatFacts, type ResidentLine } from './resident-line.ts'

/** The lines of one flat, and what they say of it. */
export interface FileFlat extends FlatFacts {
  houseId: number
  flat: string
  flatKey: string
  lines: ResidentLine[]
}

/** A good line on its way to its flat, with the file's own words for what another line of the flat may deny. */
export interface SaidLine {
  line: ResidentLine
  said: { field: Field; text: string }[]
}

const facts = ['entrance', 'floor', 'areaM2', 'account', 'livingCount'] as const
/** No home has so many; each line is compared with those of its name. */
const mostLines = 500
const longestValue = 200

/** One row of a file by itself: a good line, its faults, or null for an empty row, which is no line. */
export function takeRow(row: readonly string[], number: number, shape: FileShape): SaidLine | Fault[] | null {
  if (!row.some((cell, index) => cell.trim() !== '' && (shape.columns[index] ?? null) !== null)) return null
  const line = readLine(row, number, shape)
  if (Array.isArray(line)) return line
  const fields = [nameField(shape.columns), ...facts.filter((fact) => line[fact] !== null)]
  const said = fields.map((field) => ({
    field,
    text: beginningOf(row[shape.columns.indexOf(field)] ?? '', longestValue),
  }))
  return { line, said }
}

const nameField = (columns: FileShape['columns']): Field => (columns.includes('name') ? 'name' : 'surname')

/**
 * Gathers the lines of one flat in the order of the file. A person who stands twice in it at the same time, and a line
 * that says of the flat what an earlier one denies, are faults: which of the two is right the import cannot know.
 */
export function createFileFlat(
  { houseId, flat, flatKey }: ResidentLine,
  shape: Pick<FileShape, 'columns' | 'headings'>,
) {
  const gathered: FileFlat = { houseId, flat, flatKey, lines: [], ...nothingSaid }
  /** Lines of one name. */
  const namesakes = new Map<string, ResidentLine[]>()
  return {
    gathered,
    isOf: (line: ResidentLine): boolean => line.houseId === houseId && line.flatKey === flatKey,
    /** What is wrong with the line beside those before; it is the flat's when nothing is. */
    take({ line, said }: SaidLine): Fault[] {
      const faultOf = (field: Field, reason: Fault['reason']): Fault => ({
        line: line.line,
        column: shape.headings[shape.columns.indexOf(field)] ?? '',
        value: said.find((one) => one.field === field)?.text ?? '',
        reason,
      })
      if (gathered.lines.length >= mostLines) return [faultOf(nameField(shape.columns), 'tooManyLines')]
      const others = namesakes.get(line.nameKey) ?? []
      if (others.some((other) => overlap(other, line)))
        return [faultOf(nameField(shape.columns), 'duplicateLine')]
      const denied = facts.filter(
        (fact) => line[fact] !== null && gathered[fact] !== null && line[fact] !== gathered[fact],
      )
      if (denied.length > 0) return denied.map((fact) => faultOf(fact, 'contradicts'))
      others.push(line)
      namesakes.set(line.nameKey, others)
      gathered.lines.push(line)
      Object.assign(gathered, Object.fromEntries(facts.map((fact) => [fact, gathered[fact] ?? line[fact]])))
      return []
    },
  }
}
export type GrowingFlat = ReturnType<typeof createFileFlat>

const nothingSaid: FlatFacts = {
  entrance: null,
  floor: null,
  areaM2: null,
  account: null,
  livingCount: null,
}
