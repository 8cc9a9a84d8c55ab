import type { FileFlat } from './file-lines.ts'
import { planFlatFacts, type FactChanges } from './plan-facts.ts'
import { planPeriods, type Period, type Person } from './plan-periods.ts'
import { planPhones, type PhoneStep } from './plan-phones.ts'
import type { FlatFacts } from './resident-line.ts'

/** A flat as the directory has it now. */
export interface KnownFlat extends FlatFacts {
  id: number
  card: {
    id: number
    residentId: number
    name: string
    note: string
    relation: string
    livesFrom: string | null
    livesTo: string | null
    isLiving: boolean
  }[]
  phones: {
    digits: string
    residentId: number | null
    /** It belonged here once. */
    isOver: boolean
  }[]
}

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
