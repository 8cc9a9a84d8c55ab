import type { FileFlat } from '../file-lines.ts'
import type { KnownFlat } from './known-flat.ts'
import type { FlatFacts } from '../resident-line.ts'

/** What the file knows better of a flat: field → before, after. */
export interface FactChanges {
  changes: Partial<Record<keyof FlatFacts, [string, string]>>
  /** Lines of the file that say so. */
  byLine: number[]
}

const names = ['entrance', 'floor', 'areaM2', 'account', 'livingCount'] as const

export function planFlatFacts(file: FileFlat, known: KnownFlat | null): FactChanges {
  const changes: FactChanges['changes'] = {}
  const byLine: number[] = []
  for (const name of names) {
    const after = file[name]
    const before = known?.[name] ?? null
    if (after === null || after === before) continue
    changes[name] = [before === null ? '' : String(before), String(after)]
    const line = file.lines.find((one) => one[name] !== null)
    if (line !== undefined) byLine.push(line.line)
  }
  return { changes, byLine }
}
