import { z } from 'zod'
import { Call } from './call.ts'
import { Task } from './task.ts'

/** A place that address search gives: a house, or a flat in it. */
export const AddressHit = z.object({
  houseId: z.number().int(),
  apartmentId: z.number().int().nullable(),
  text: z.string(),
})
export type AddressHit = z.infer<typeof AddressHit>

/** One flat that a number is known to; several flats: nothing is preselected (domain.md, moment 3). */
export const KnownPlace = z.object({
  houseId: z.number().int(),
  apartmentId: z.number().int(),
  address: z.string(),
  residents: z.array(z.object({ name: z.string(), relation: z.string() })),
  houseNote: z.string(),
  openTasks: z.array(Task),
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
  kind: z.enum(['resident', 'unknown', 'hidden']),
  places: z.array(KnownPlace),
  lastCalls: z.array(Call),
})
export type CallerCard = z.infer<typeof CallerCard>

/** An entry of the classifier with its rule (domain.md 2.3); minutes, null where the law names none. */
export const ClassifierEntry = z.object({
  id: z.number().int(),
  place: z.string(),
  category: z.string(),
  problem: z.string(),
  isEmergency: z.boolean(),
  rule: z.object({
    version: z.number().int(),
    informMinutes: z.number().int().nullable(),
    localizeMinutes: z.number().int().nullable(),
    restoreMinutes: z.number().int().nullable(),
    eliminateMinutes: z.number().int().nullable(),
    /** Hours of the local day between which the clock runs, e.g. [8, 23]; null: round the clock. */
    calendar: z.tuple([z.number(), z.number()]).nullable(),
    basis: z.string(),
  }),
})
export type ClassifierEntry = z.infer<typeof ClassifierEntry>
