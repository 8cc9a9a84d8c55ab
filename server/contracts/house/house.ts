import { z } from 'zod'
import { Service } from '#contracts/shutdown.ts'
import { Text } from '#contracts/text.ts'
import { Day, GivenDay } from '#contracts/time.ts'
import { ApartmentLine } from './apartment.ts'
import { count, id, line, text } from './fields.ts'
import { Happened } from './happened.ts'

const year = z.number().int().min(1700).max(2200)

/** A house as lists and pickers show it. */
export const HouseLine = z.object({
  id,
  /** "ул. Республики, 5" */
  address: Text,
  streetId: id,
  street: Text,
  number: Text,
  microdistrictId: id.nullable(),
  flats: z.number().int(),
  entrances: z.number().int(),
  isManaged: z.boolean(),
})
export type HouseLine = z.infer<typeof HouseLine>

export const Supply = z.object({ service: Service, supplyPointId: id })

export const EntranceFields = z.object({
  number: z.number().int().min(1).max(200),
  flatFrom: count.nullable(),
  flatTo: count.nullable(),
  floors: z.number().int().min(1).max(200).nullable(),
  lifts: z.number().int().min(0).max(20),
  doorCode: line,
})

/** What may be changed of a house; its entrances and supplies are given whole. */
export const HouseFields = z.object({
  streetId: id,
  number: line.min(1).max(30),
  fiasId: z.guid().nullable(),
  floors: z.number().int().min(1).max(200),
  yearBuilt: year.nullable(),
  microdistrictId: id.nullable(),
  managedFrom: GivenDay.nullable(),
  managedTo: GivenDay.nullable(),
  powerSources: z.union([z.literal(1), z.literal(2)]),
  hasGas: z.boolean(),
  lifts: z.number().int().min(0).max(200),
  note: text,
  keys: text,
  entrances: z.array(EntranceFields).min(1).max(200),
  supplies: z.array(Supply).max(9),
})
export type HouseFields = z.infer<typeof HouseFields>

export const HousePage = z.object({
  id,
  address: Text,
  town: Text,
  fields: HouseFields.extend({ managedFrom: Day.nullable(), managedTo: Day.nullable() }),
  microdistrict: Text.nullable(),
  supplies: z.array(Supply.extend({ name: Text, kind: z.enum(['heatPoint', 'feeder']) })),
  apartments: z.array(ApartmentLine),
  living: z.number().int(),
  version: z.number().int(),
  happened: Happened,
})
export type HousePage = z.infer<typeof HousePage>
