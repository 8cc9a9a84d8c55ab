import { z } from 'zod'
import { Call } from '#contracts/call.ts'
import { masked } from '#contracts/masked.ts'
import { Shutdown } from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { Text } from '#contracts/text.ts'
import { Moment } from '#contracts/time.ts'

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
