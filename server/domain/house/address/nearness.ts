import type { Nearness } from '#contracts/caller-card.ts'

/** Where a flat is in its house; null where the directory does not say. */
export interface FlatPosition {
  apartmentId: number | null
  entrance: number | null
  riser: number | null
}

/** How near something at `there` is to the flat `here` of the same house. */
export function nearness(here: FlatPosition, there: FlatPosition): Nearness {
  if (here.apartmentId !== null && here.apartmentId === there.apartmentId) return 'flat'
  if (here.entrance === null || here.entrance !== there.entrance) return 'house'
  return here.riser !== null && here.riser === there.riser ? 'riser' : 'entrance'
}

const order: readonly Nearness[] = ['flat', 'riser', 'entrance', 'house']

export const byNearness = (a: Nearness, b: Nearness): number => order.indexOf(a) - order.indexOf(b)
