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
  const faults: Fault[] = []
  const headingOf = (field: Field): string => shape.headings[shape.columns.indexOf(field)] ?? ''
  const nameField = shape.columns.includes('name') ? 'name' : 'surname'
  const nameColumn = headingOf(nameField)
  const counts = { read: 0, faulty: 0 }

  const refuse = (found: readonly Fault[]): void => {
    counts.faulty++
    faults.push(...found)
  }

  return {
    flats,
    faults,
    counts,
    /** An empty row is no line. */
    take(row: readonly string[], number: number): void {
      if (!row.some((cell, index) => cell.trim() !== '' && (shape.columns[index] ?? null) !== null)) return
      counts.read++
      const valueOf = (field: Field): string => row[shape.columns.indexOf(field)] ?? ''
      const line = readLine(row, number, shape)
      if (Array.isArray(line)) return refuse(line)
      const key = `${line.houseId} ${line.flatKey}`
      const flat = flats.get(key)
      if (flat === undefined) {
        flats.set(key, {
          ...pick(line),
          houseId: line.houseId,
          flat: line.flat,
          flatKey: line.flatKey,
          lines: [line],
        })
        return
      }
      const isTwice = flat.lines.some((other) => other.nameKey === line.nameKey && overlap(other, line))
      if (isTwice)
        return refuse([
          { line: number, column: nameColumn, value: valueOf(nameField), reason: 'duplicateLine' },
        ])
      const denied = facts.filter(
        (fact) => line[fact] !== null && flat[fact] !== null && line[fact] !== flat[fact],
      )
      if (denied.length > 0) {
        const fault = (fact: Field): Fault => ({
          line: number,
          column: headingOf(fact),
          value: valueOf(fact),
          reason: 'contradicts',
        })
        return refuse(denied.map(fault))
      }
      flat.lines.push(line)
      Object.assign(flat, Object.fromEntries(facts.map((fact) => [fact, flat[fact] ?? line[fact]])))
    },
  }
}
export type FileLines = ReturnType<typeof createFileLines>

const pick = ({ entrance, floor, areaM2, account, livingCount }: FlatFacts): FlatFacts => ({
  entrance,
  floor,
  areaM2,
  account,
  livingCount,
})
