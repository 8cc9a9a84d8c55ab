import { z } from 'zod'
import { Call } from '../call.ts'
import { masked } from '../masked.ts'
import { Shutdown } from '../shutdown.ts'
import { Task } from '../task.ts'
import { Text } from '../text.ts'
import { Moment } from '../time.ts'

export const DirectoryChange = z.object({
  at: Moment,
  byName: Text.nullable(),
  what: Text,
  /** Field → before, after, as text. */
  changes: masked(z.record(Text, z.tuple([Text, Text])), 'number.see', 'numberChange'),
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

/** Everything that happened at a place or to a person, newest first, each kind limited. */
export const Happened = z.object({
  calls: z.array(Call),
  tasks: z.array(Task),
  shutdowns: z.array(Shutdown),
  changes: z.array(DirectoryChange),
})
export type Happened = z.infer<typeof Happened>
