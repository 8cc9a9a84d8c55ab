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

const facts = ['entrance', 'floor', 'areaM2', 'account', 'livingCount'] as const

/**
 * Takes the rows of a file one by one. A person who stands twice in a flat at the same time, and a line that says
 * of a flat what an earlier one denies, are faults: which of the two is right the import cannot know.
 */
export function createFileLines(shape: FileShape) {
  const flats = new Map<string, FileFlat>()
  /** Lines of one name in one flat. */
  const namesakes = new Map<string, ResidentLine[]>()
  const faults: Fault[] = []
  const counts = { read: 0, faulty: 0 }
  const nameField = shape.columns.includes('name') ? 'name' : 'surname'

  const faultOf = (row: readonly string[], line: number, field: Field, reason: Fault['reason']): Fault => {
    const column = shape.columns.indexOf(field)
    return { line, column: shape.headings[column] ?? '', value: row[column] ?? '', reason }
  }
  const accept = (line: ResidentLine, row: readonly string[]): Fault[] => {
    const key = `${line.houseId} ${line.flatKey}`
    const flat = flats.get(key) ?? emptyFlat(line)
    const person = `${key} ${line.nameKey}`
    const others = namesakes.get(person) ?? []
    if (others.some((other) => overlap(other, line)))
      return [faultOf(row, line.line, nameField, 'duplicateLine')]
    const denied = facts.filter(
      (fact) => line[fact] !== null && flat[fact] !== null && line[fact] !== flat[fact],
    )
    if (denied.length > 0) return denied.map((fact) => faultOf(row, line.line, fact, 'contradicts'))
    flats.set(key, flat)
    namesakes.set(person, [...others, line])
    flat.lines.push(line)
    Object.assign(flat, Object.fromEntries(facts.map((fact) => [fact, flat[fact] ?? line[fact]])))
    return []
  }

  return {
    flats,
    faults,
    counts,
    /** An empty row is no line. */
    take(row: readonly string[], number: number): void {
      if (!row.some((cell, index) => cell.trim() !== '' && (shape.columns[index] ?? null) !== null)) return
      counts.read++
      const read = readLine(row, number, shape)
      const found = Array.isArray(read) ? read : accept(read, row)
      if (found.length === 0) return
      counts.faulty++
      faults.push(...found)
    },
  }
}
export type FileLines = ReturnType<typeof createFileLines>

const emptyFlat = ({ houseId, flat, flatKey }: ResidentLine): FileFlat => ({
  houseId,
  flat,
  flatKey,
  lines: [],
  entrance: null,
  floor: null,
  areaM2: null,
  account: null,
  livingCount: null,
})
