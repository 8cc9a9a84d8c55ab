import type { FileFlat } from '../file-lines.ts'
import { planFlatFacts, type FactChanges } from './facts.ts'
import type { KnownFlat } from './known-flat.ts'
import { planPeriods, type Period, type Person } from './periods.ts'
import { planPhones, type PhoneStep } from './phones.ts'

export type LineOutcome = 'added' | 'changed' | 'same'

/** What one flat of the file changes; empty lists where everything is known already. */
export interface FlatPlan {
  file: FileFlat
  known: KnownFlat | null
  facts: FactChanges
  /** New people, and those whose note changes; ids of new ones are given when they are written. */
  people: Person[]
  periods: Period[]
  phones: PhoneStep[]
  /** By line of the file. */
  outcomes: LineOutcome[]
}

/**
 * Compares a flat of the file with the directory. Nothing is deleted and nothing is emptied: a person whom the file
 * does not name stays, an empty cell says nothing. The same file compared again after it was written changes nothing.
 */
export function planFlat(file: FileFlat, known: KnownFlat | null, today: string): FlatPlan {
  const facts = planFlatFacts(file, known)
  const { periods, people, ofLine } = planPeriods(file.lines, known)
  const phones = planPhones(ofLine, known, today)
  const touched = new Set<object>([...periods, ...people])
  const touchedLines = new Set([...facts.byLine, ...phones.map(({ line }) => line)])
  const outcomes = ofLine.map(({ line, period }): LineOutcome => {
    if (period.id === null) return 'added'
    const isChanged = touched.has(period) || touched.has(period.person) || touchedLines.has(line.line)
    return isChanged ? 'changed' : 'same'
  })
  return { file, known, facts, people, periods, phones, outcomes }
}
