import { z } from 'zod'
import { Call } from './call.ts'
import { masked } from './masked.ts'
import { DiscardReason, Handover, Task } from './task.ts'
import { Text } from './text.ts'
import { Moment } from './time.ts'

/** A draft or missed call that dissolved into a task: it keeps its text, its applicant and what came of it. */
export const JoinedCaller = z.object({
  /** The draft as it was left. */
  task: Task,
  at: Moment,
  /** Who joined it; null: it did so by itself. */
  byName: Text.nullable(),
  call: Call.nullable(),
  handovers: masked(z.array(Handover.extend({ at: Moment })), 'number.see', 'nothing'),
  /** Until when it can be taken out again; null: not at all. */
  undoBy: Moment.nullable(),
})
export type JoinedCaller = z.infer<typeof JoinedCaller>

/** A missed call that was taken off its list without a call back. */
export const DiscardedCallback = z.object({
  task: Task,
  at: Moment,
  byName: Text.nullable(),
  reason: DiscardReason.nullable(),
})
export type DiscardedCallback = z.infer<typeof DiscardedCallback>
