import { z } from 'zod'
import { Service } from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { Text } from '#contracts/text.ts'
import { Moment } from '#contracts/time.ts'
import { ApartmentKind } from './apartment.ts'
import { EntranceFields, HousePage } from './house.ts'
import { id } from './fields.ts'

/** A flat where the directory puts it; null where it does not say. */
export const SectionFlat = z.object({
  id,
  number: Text,
  entrance: z.number().int().nullable(),
  floor: z.number().int().nullable(),
  riser: z.number().int().nullable(),
  kind: ApartmentKind,
})
export type SectionFlat = z.infer<typeof SectionFlat>

export const SectionEntrance = EntranceFields.pick({
  number: true,
  flatFrom: true,
  flatTo: true,
  floors: true,
})
export type SectionEntrance = z.infer<typeof SectionEntrance>

/** A flat that called, about what and when last; nothing of the number or the person. */
export const SectionCaller = z.object({
  apartmentId: id,
  at: Moment,
  classifierId: z.number().int().nullable(),
  services: z.array(Service),
})
export type SectionCaller = z.infer<typeof SectionCaller>

/** A house as an operator sees it beside the card of a call (issue 9): floor by floor, who called, what is open. */
export const HouseSection = HousePage.pick({ id: true, address: true, supplies: true }).extend({
  /** Of the house; of an entrance where it says its own. */
  floors: z.number().int(),
  entrances: z.array(SectionEntrance),
  flats: z.array(SectionFlat),
  /** Newest first, limited. */
  openTasks: z.array(Task),
  /** Of the last day. */
  callers: z.array(SectionCaller),
})
export type HouseSection = z.infer<typeof HouseSection>
