import type { z } from 'zod'
import type { Relation } from '#contracts/house/resident.ts'

/** Relations as cards, imports and callers' cards write them. */
export const relationWords: Record<z.infer<typeof Relation>, string> = {
  owner: 'собственник',
  tenant: 'наниматель',
  member: 'член семьи',
  representative: 'представитель',
  other: 'другое',
}
