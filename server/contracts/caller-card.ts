import { z } from 'zod'
import { Call } from './call.ts'
import { masked } from './masked.ts'
import { CardShutdown } from './shutdown.ts'
import { Task } from './task.ts'
import { Text } from './text.ts'
import { Day } from './time.ts'

export const Nearness = z.enum(['flat', 'riser', 'entrance', 'house'])
export type Nearness = z.infer<typeof Nearness>

/** One of our own people calls: what his group has to do. */
export const CallingWorker = z.object({ name: Text, group: Text, tasks: z.array(Task) })
export type CallingWorker = z.infer<typeof CallingWorker>

/** A resource company or a service of the town calls. */
export const CallingOrganisation = z.object({
  name: Text,
  kind: z.enum(['gas', 'water', 'heat', 'power', 'lift', 'emergency', 'other']),
  note: masked(Text, 'number.see', 'text'),
})
export type CallingOrganisation = z.infer<typeof CallingOrganisation>

/**
 * One flat that a number is known to, or an address that was dictated; several flats: nothing is preselected (domain.md,
 * moment 3).
 */
export const KnownPlace = z.object({
  houseId: z.number().int(),
  /** Null: the house alone was dictated. */
  apartmentId: z.number().int().nullable(),
  address: Text,
  /** Whose the house is today; null: nobody's. */
  companyId: z.number().int().nullable(),
  entrance: z.number().int().nullable(),
  floor: z.number().int().nullable(),
  /** Numbers of the flats over and under it in the entrance: what leaks there comes through here. */
  riserFlats: z.array(Text),
  /** Whose number it is, where that is known. */
  owner: Text.nullable(),
  residents: z.array(
    z.object({
      name: Text,
      relation: Text,
      /** «плохо слышит», «звонить после шести» */
      note: masked(Text, 'number.see', 'text'),
    }),
  ),
  houseNote: masked(Text, 'number.see', 'text'),
  /** What is owed for the flat, as of which day; null when nothing is loaded. */
  debt: masked(z.object({ kopecks: z.number().int(), asOf: Day }).nullable(), 'debt.see', 'nothing'),
  /** Of the house, the nearest to the flat first. */
  openTasks: z.array(z.object({ task: Task, near: Nearness })),
})
export type KnownPlace = z.infer<typeof KnownPlace>

/** The card of a call: what is known of its number. */
export const CallerCard = z.object({
  call: Call,
  /**
   * The draft of this call, or what it became: the task into which it was dissolved. Of an outgoing call the
   * call-back that it answers; null when it answers none.
   */
  task: Task.nullable(),
  /**
   * A worker who also lives in one of our houses is a worker; his flats stand below. `unverified`: the number was typed
   * by a visitor of the call page, and nothing that is known of it is given before an operator has confirmed it.
   */
  kind: z.enum(['resident', 'unknown', 'hidden', 'unverified', 'worker', 'organisation']),
  worker: CallingWorker.nullable(),
  organisation: CallingOrganisation.nullable(),
  places: z.array(KnownPlace),
  lastCalls: z.array(Call),
  /** Those that concern a house of the caller: now, planned, ended within 7 days. */
  shutdowns: z.array(CardShutdown),
})
export type CallerCard = z.infer<typeof CallerCard>
