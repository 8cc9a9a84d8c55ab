import { z } from 'zod'
import { masked } from './masked.ts'
import { ShutdownFields } from './shutdown.ts'
import { Danger, DiscardReason, Handover, TaskStatus, ToldPart } from './task.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'

/** What was wrong with the draft of a call, as `domain/task/draft-fault.ts` finds it. */
export const DraftFault = z.enum([
  'missing',
  'createdAt',
  'notCalledBack',
  'callbackBy',
  'needlessCallback',
  'notDissolved',
])
export type DraftFault = z.infer<typeof DraftFault>

const fact = <W extends string, S extends z.ZodRawShape>(what: W, values: S) =>
  z.object({ what: z.literal(what), ...values })
const taskId = z.number().int()

/** What the product itself knows of an entry in a task's history; the page makes the sentence in its language. */
export const TaskFact = z.discriminatedUnion('what', [
  /** The caller pressed 9: a danger. */
  fact('urgentKey', {}),
  /** Whose it is now, or whose it was no longer. */
  fact('person', { name: Text }),
  fact('registered', { number: Text }),
  /** Dissolved into this one; null: it has no number yet. */
  fact('intoTask', { taskId, number: Text.nullable() }),
  fact('fromDraft', {
    taskId,
    /** The task became an emergency by it. */
    raised: z.boolean().optional(),
    /** It was one more appeal, as it mostly is; a call of our own worker is none. */
    counted: z.boolean().optional(),
  }),
  /** Ours, by its number: dissolved into it, belongs to it, or left a message about it. */
  fact('shutdown', { number: Text }),
  /** Made of a «нет» when callers of this shutdown were asked after it. */
  fact('survey', { shutdown: Text }),
  /** Nobody called back in time. */
  fact('overdue', {}),
  /** Thrown away: why, by the list. */
  fact('discarded', { reason: DiscardReason }),
  /** Said to be none. */
  fact('danger', { danger: Danger }),
  fact('told', { parts: z.array(ToldPart) }),
  fact('handover', Handover.omit({ script: true }).extend({ at: Moment }).shape),
  /** The rebuild found it otherwise than its call says. */
  fact('rebuilt', { fault: DraftFault }),
])
export type TaskFact = z.infer<typeof TaskFact>

export const TaskHistoryEntry = z.object({
  at: Moment,
  byName: Text.nullable(),
  what: z.enum([
    'created',
    'edited',
    'registered',
    'joined',
    'unjoined',
    'moved',
    'callback',
    'settled',
    'orphaned',
    'owned',
    'claimed',
    'released',
    'told',
    'handedOver',
    'dangerDismissed',
  ]),
  from: TaskStatus.nullable(),
  to: TaskStatus.nullable(),
  /** What a person wrote; in entries from before facts, the product's own sentence. */
  note: masked(Text, 'number.see', 'nothing'),
  /** As the note: full of names and numbers, and nobody acts on it at a wall. */
  fact: masked(TaskFact.nullable(), 'number.see', 'nothing').default(null),
})
export type TaskHistoryEntry = z.infer<typeof TaskHistoryEntry>

/** The same of a shutdown's history. */
export const ShutdownFact = z.discriminatedUnion('what', [
  fact('fields', { fields: z.array(ShutdownFields.keyof()) }),
  /** The engine speaks again. */
  fact('recordingRemoved', {}),
])
export type ShutdownFact = z.infer<typeof ShutdownFact>

export const ShutdownHistoryEntry = z.object({
  at: Moment,
  byName: Text.nullable(),
  what: z.enum(['created', 'changed', 'moved', 'started', 'restored', 'cancelled', 'reopened', 'recorded']),
  note: masked(Text, 'number.see', 'nothing'),
  fact: masked(ShutdownFact.nullable(), 'number.see', 'nothing').default(null),
})
export type ShutdownHistoryEntry = z.infer<typeof ShutdownHistoryEntry>
