import { z } from 'zod'
import { masked } from '#contracts/masked.ts'
import { Text } from '#contracts/text.ts'
import { Day, Moment } from '#contracts/time.ts'
import { id } from './fields.ts'
import { Happened } from './happened.ts'

export const PhoneKind = z.enum(['mobile', 'home', 'work', 'other'])
export type PhoneKind = z.infer<typeof PhoneKind>

export const Relation = z.enum(['owner', 'tenant', 'member', 'representative', 'other'])
export type Relation = z.infer<typeof Relation>

/** A line of the card (поквартирная карточка). */
export const CardLine = z.object({
  id,
  residentId: id,
  name: Text,
  relation: Text,
  livesFrom: Day.nullable(),
  livesTo: Day.nullable(),
  isLiving: z.boolean(),
  /** Lives there today by dates and mark: counts for people_living_count. */
  countsToday: z.boolean(),
})
export type CardLine = z.infer<typeof CardLine>

export const KnownNumber = z.object({
  number: masked(Text, 'number.see', 'number'),
  kind: PhoneKind,
  apartmentId: id,
  address: Text,
  residentId: id.nullable(),
  residentName: Text.nullable(),
  isConfirmed: z.boolean(),
  timesUsed: z.number().int(),
  lastUsedAt: Moment.nullable(),
  /** Set: it belonged here once. */
  knownUntil: Moment.nullable(),
})
export type KnownNumber = z.infer<typeof KnownNumber>

export const ResidentPage = z.object({
  id,
  name: Text,
  note: Text,
  flats: z.array(CardLine.omit({ residentId: true, name: true }).extend({ apartmentId: id, address: Text })),
  phones: z.array(KnownNumber),
  happened: Happened,
})
export type ResidentPage = z.infer<typeof ResidentPage>
