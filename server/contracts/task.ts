import { z } from 'zod'
import { masked } from './masked.ts'
import { Text } from './text.ts'
import { GivenMoment, Moment } from './time.ts'

/**
 * What each is and where it leads: `domain/task/states.ts`. `draft` has no number; `discarded` is a draft that was
 * joined, settled or thrown away.
 */
export const TaskStatus = z.enum([
  'draft',
  'discarded',
  'callback', // a call that nobody answered: call back within ten minutes (ПП 416, п. 13)
  'new',
  'accepted',
  'assigned',
  'inProgress',
  'deferred',
  'done',
  'closed',
  'cancelled',
])
export type TaskStatus = z.infer<typeof TaskStatus>

export const TaskSource = z.enum(['call', 'manual'])

/** What an operator types; saved as it is typed, all fields optional until registration. */
export const TaskFields = z.object({
  houseId: z.number().int().nullable(),
  apartmentId: z.number().int().nullable(),
  /** Free text when the house is not in the directory, or more precise than it: "подъезд 2, подвал". */
  place: masked(Text.max(300), 'number.see', 'text'),
  classifierId: z.number().int().nullable(),
  text: masked(Text.max(4000), 'number.see', 'text'),
  applicantName: masked(Text.max(200), 'number.see', 'nothing'),
  applicantPhone: masked(Text.max(40), 'number.see', 'number'),
  isEmergency: z.boolean(),
})
export type TaskFields = z.infer<typeof TaskFields>

export const emptyTaskFields: TaskFields = {
  houseId: null,
  apartmentId: null,
  place: '',
  classifierId: null,
  text: '',
  applicantName: '',
  applicantPhone: '',
  isEmergency: false,
}

/** Legal clocks, each a moment; computed at registration with the rule's version and then kept (domain.md 2.4). */
export const TaskDeadlines = z.object({
  callbackBy: Moment.nullable(),
  informBy: Moment.nullable(),
  localizeBy: Moment.nullable(),
  restoreBy: Moment.nullable(),
  eliminateBy: Moment.nullable(),
})
export type TaskDeadlines = z.infer<typeof TaskDeadlines>

/** Who calls a missed caller back now; everybody sees the name. */
export const TaskClaim = z.object({ userId: z.number().int(), name: Text, at: Moment })
export type TaskClaim = z.infer<typeof TaskClaim>

/** What an applicant must be told while on the line (ПП РФ 416, п. 17): the number, the term, the measures. */
export const ToldPart = z.enum(['number', 'term', 'measures'])
export type ToldPart = z.infer<typeof ToldPart>

/** A danger to life, each with a script that opens over everything (domain.md, moment 7). */
export const Danger = z.enum(['gas', 'lift', 'fire', 'electricity', 'collapse'])
export type Danger = z.infer<typeof Danger>

/** Who took a danger to life over: a danger script is not closed without it (domain.md, moment 7). */
export const Handover = z.object({
  script: Text.trim().min(1).max(40),
  /** The service's number: 104, 112, or the lift company's. */
  service: Text.trim().min(1).max(40),
  /** Name or position of the person there. */
  takenBy: Text.trim().min(2).max(200),
  /** The number that they gave to it; '' when they gave none. */
  number: Text.trim().max(80),
  at: GivenMoment,
})
export type Handover = z.infer<typeof Handover>

/** Why a draft or a missed call is thrown away; a missed call by one of these alone. */
export const DiscardReason = z.enum(['wrong', 'silence', 'advert', 'test', 'again'])
export type DiscardReason = z.infer<typeof DiscardReason>

/** How many of its calls a task brings along; the others are counted. */
export const callsKept = 20

/** A task as boards show it. */
export const Task = z.object({
  id: z.number().int(),
  /** Told to the caller, e.g. `26-004217`; null until registered. */
  number: Text.nullable(),
  status: TaskStatus,
  source: TaskSource,
  /** The call that made it, and the last of those that were joined to it: `callsKept` in all. */
  callIds: z.array(Text),
  /** All of its calls; 0 in journal rows from before they were counted. */
  callCount: z.number().int().default(0),
  ownerId: z.number().int().nullable(),
  ownerName: Text.nullable(),
  fields: TaskFields,
  /** Address as text, frozen at registration: "ул. Республики, 5, кв. 12". */
  address: masked(Text, 'number.see', 'text'),
  classifierName: Text.nullable(),
  deadlines: TaskDeadlines,
  /** The open task into which this draft was dissolved. */
  joinedTo: z.number().int().nullable(),
  /** The shutdown into which this draft was dissolved, or to which this task belongs. */
  shutdownId: z.number().int().nullable().default(null),
  /** Whose it was when it came; null: nobody knew. Kept, whatever becomes of the house. */
  companyId: z.number().int().nullable().default(null),
  /** Draft whose operator vanished before registering: the shift must look at it. */
  isOrphan: z.boolean(),
  /** Its words sound like these, and a person said that they are none; older journal rows have none. */
  dismissedDangers: z.array(Danger).default([]),
  /** How often people called about it again. */
  repeatCount: z.number().int(),
  /** Only of a call-back; journal rows from before claims have none. */
  claim: TaskClaim.nullable().default(null),
  createdAt: Moment,
  registeredAt: Moment.nullable(),
  updatedAt: Moment,
  version: z.number().int(),
})
export type Task = z.infer<typeof Task>

/** What a page says of the task that it has open (socket event `watching`); null: none any more. */
export const Watching = z.object({ taskId: z.number().int().positive(), isEditing: z.boolean() }).nullable()
export type Watching = z.infer<typeof Watching>

/** Who has a task open now; live state, no history. */
export const TaskWatcher = z.object({
  taskId: z.number().int(),
  userId: z.number().int(),
  name: Text,
  isEditing: z.boolean(),
})
export type TaskWatcher = z.infer<typeof TaskWatcher>

/** The ended calls that a board needs beside an open task: the one that made it and the last one. */
export const shownCalls = ({ callIds }: Pick<Task, 'callIds'>): string[] => [
  ...callIds.slice(0, 1),
  ...callIds.slice(1).slice(-1),
]
