import { z } from 'zod'

/** A moment: ISO 8601 in UTC with milliseconds, e.g. 2026-11-22T10:15:30.123Z. */
export const Moment = z.iso.datetime({ offset: false })
export type Moment = z.infer<typeof Moment>
