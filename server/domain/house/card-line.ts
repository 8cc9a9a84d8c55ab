import type { CardLine } from '#contracts/house/resident.ts'
import { countsOn } from './living-count.ts'

/** A line of an apartment card as it is kept: what it counts for depends on the day it is asked. */
export type StoredLine = Omit<CardLine, 'countsToday'> & { apartmentId: number }

/** As a page shows it: with what it counts for on that local day. */
export const cardLine = ({ apartmentId: _flat, ...line }: StoredLine, today: string): CardLine => ({
  ...line,
  countsToday: countsOn(line, today),
})
