import type { FilePhone } from './values/phones.ts'
import type { Relation } from './values/relation.ts'

/** What a file may say of a flat besides its number; null: nothing. */
export interface FlatFacts {
  entrance: number | null
  floor: number | null
  areaM2: number | null
  account: string | null
  livingCount: number | null
}

/** A good line of a file: one person in one flat. Null and '' say nothing: what is known stays. */
export interface ResidentLine extends FlatFacts {
  /** As a spreadsheet counts its rows, headings and empty ones too. */
  line: number
  houseId: number
  flat: string
  flatKey: string
  name: string
  nameKey: string
  relation: Relation | null
  livesFrom: string | null
  livesTo: string | null
  isLiving: boolean | null
  note: string
  phones: FilePhone[]
  flatPhones: FilePhone[]
}

export type FaultReason =
  | 'missing'
  | 'notADate'
  | 'dateInFuture'
  | 'endsBeforeStart'
  | 'notAPhone'
  | 'notANumber'
  | 'unknownStreet'
  | 'unknownHouse'
  | 'duplicateLine'
  | 'contradicts'
  | 'notYesOrNo'
  | 'tooLong'
  | 'unknownRelation'
  | 'badFlatNumber'
  | 'entranceOutOfRange'
  | 'tooManyLines'

export interface Fault {
  line: number
  /** The heading as the file has it. */
  column: string
  value: string
  reason: FaultReason
}

/** Do two periods have a day in common? Open ends are endless. */
export const overlap = (
  a: { livesFrom: string | null; livesTo: string | null },
  b: { livesFrom: string | null; livesTo: string | null },
): boolean =>
  (a.livesFrom === null || b.livesTo === null || a.livesFrom <= b.livesTo) &&
  (b.livesFrom === null || a.livesTo === null || b.livesFrom <= a.livesTo)
