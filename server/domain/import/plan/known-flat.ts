import type { FlatFacts } from '../resident-line.ts'

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
