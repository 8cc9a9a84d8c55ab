import { z } from 'zod'
import { Service } from './shutdown.ts'
import { Danger } from './task.ts'
import { Text } from './text.ts'

const line = Text.trim().max(200)
const text = Text.trim().max(2000)

/** An entry of the classifier with its rule (domain.md 2.3); minutes, null where the law names none. */
export const ClassifierEntry = z.object({
  id: z.number().int(),
  place: Text,
  category: Text,
  problem: Text,
  isEmergency: z.boolean(),
  /** Danger to life: which script opens over everything (gas smell, people in a lift, fire). */
  dangerScript: Text.nullable(),
  /** Which service it is about: similar calls suggest a shutdown of it. */
  service: Service.nullable(),
  isActive: z.boolean(),
  rule: z.object({
    version: z.number().int(),
    informMinutes: z.number().int().nullable(),
    localizeMinutes: z.number().int().nullable(),
    restoreMinutes: z.number().int().nullable(),
    eliminateMinutes: z.number().int().nullable(),
    /** Hours of the local day between which the clock runs, e.g. [8, 23]; null: round the clock. */
    calendar: z.tuple([z.number(), z.number()]).nullable(),
    basis: Text,
  }),
})
export type ClassifierEntry = z.infer<typeof ClassifierEntry>

/** The lines of a classifier entry that an administrator edits; a change makes a new version of the rule. */
export const ClassifierFields = z.object({
  place: line.min(1),
  category: line.min(1),
  problem: line.min(1),
  service: Service.nullable(),
  isEmergency: z.boolean(),
  dangerScript: Danger.nullable(),
  isActive: z.boolean(),
  informMinutes: z.number().int().min(1).max(525_600).nullable(),
  localizeMinutes: z.number().int().min(1).max(525_600).nullable(),
  restoreMinutes: z.number().int().min(1).max(525_600).nullable(),
  eliminateMinutes: z.number().int().min(1).max(525_600).nullable(),
  calendar: z.tuple([z.number().int().min(0).max(23), z.number().int().min(1).max(24)]).nullable(),
  /** The legal ground, shown to the operator. */
  basis: text.min(1),
})
export type ClassifierFields = z.infer<typeof ClassifierFields>

/** How often a problem was chosen for a word of a search, without its ending. */
export const ProblemChoice = z.object({
  word: Text,
  classifierId: z.number().int(),
  count: z.number().int(),
})
export type ProblemChoice = z.infer<typeof ProblemChoice>
