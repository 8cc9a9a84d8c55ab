import { z } from 'zod'
import { Text } from './text.ts'
import { Moment } from './time.ts'

const id = z.number().int().positive()

/** What an import of a file found and did. */
export const ImportFault = z.object({
  line: z.number().int(),
  column: Text,
  value: Text,
  /** Key of the reason; the client's phrases are keyed by it. */
  reason: z.enum([
    'missing',
    'notADate',
    'dateInFuture',
    'endsBeforeStart',
    'notAPhone',
    'notANumber',
    'unknownStreet',
    'unknownHouse',
    'duplicateLine',
    'contradicts',
    'notYesOrNo',
    'tooLong',
    'unknownRelation',
    'badFlatNumber',
    'entranceOutOfRange',
    'tooManyLines',
  ]),
})
export type ImportFault = z.infer<typeof ImportFault>

export const Import = z.object({
  id,
  fileName: Text,
  state: z.enum(['checking', 'ready', 'applying', 'done', 'failed']),
  counts: z.object({
    read: z.number().int(),
    good: z.number().int(),
    faulty: z.number().int(),
    /** Of the good lines: what they would add, change, or leave as it is. */
    added: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    /** Lines done so far of `read` (checking) or `good` (applying). */
    done: z.number().int(),
  }),
  /** Heading in the file → field of ours; null: not recognised and left out. */
  columns: z.array(z.object({ heading: Text, field: Text.nullable() })),
  sample: z.array(z.array(Text)),
  faults: z.array(ImportFault),
  error: Text.nullable(),
  byName: Text,
  createdAt: Moment,
  finishedAt: Moment.nullable(),
})
export type Import = z.infer<typeof Import>
