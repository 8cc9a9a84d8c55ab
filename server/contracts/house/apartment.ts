import { z } from 'zod'
import { masked } from '#contracts/masked.ts'
import { Text } from '#contracts/text.ts'
import { Day } from '#contracts/time.ts'
import { count, id, line } from './fields.ts'
import { Happened } from './happened.ts'
import { CardLine, KnownNumber } from './resident.ts'

export const ApartmentKind = z.enum(['flat', 'nonResidential', 'parking', 'storage'])
export type ApartmentKind = z.infer<typeof ApartmentKind>

export const ApartmentLine = z.object({
  id,
  number: Text,
  entrance: z.number().int().nullable(),
  floor: z.number().int().nullable(),
  kind: ApartmentKind,
  /** By `people_living_count`: from the card, or the stored number; null where nothing is stored. */
  living: z.number().int().nullable(),
  account: Text,
})
export type ApartmentLine = z.infer<typeof ApartmentLine>

export const ApartmentFields = z.object({
  number: line.min(1).max(30),
  entrance: z.number().int().min(1).max(200).nullable(),
  floor: z.number().int().min(-5).max(200).nullable(),
  riser: z.number().int().min(1).max(100).nullable(),
  kind: ApartmentKind,
  areaM2: z.number().positive().max(100_000).nullable(),
  account: line.max(40),
  livingCount: count.nullable(),
})
export type ApartmentFields = z.infer<typeof ApartmentFields>

export const ApartmentPage = z.object({
  id,
  houseId: id,
  address: Text,
  fields: ApartmentFields,
  living: z.number().int().nullable(),
  card: z.array(CardLine),
  phones: z.array(KnownNumber),
  debt: masked(z.object({ kopecks: z.number().int(), asOf: Day }).nullable(), 'debt.see', 'nothing'),
  version: z.number().int(),
  happened: Happened,
})
export type ApartmentPage = z.infer<typeof ApartmentPage>
