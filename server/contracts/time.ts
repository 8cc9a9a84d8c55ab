import { z } from 'zod'
import { Text } from './text.ts'

/** A moment: ISO 8601 in UTC with milliseconds, e.g. 2026-11-22T10:15:30.123Z. */
// oxlint-disable-next-line no-restricted-properties -- the one place where times are made
export const Moment = z.iso.datetime({ offset: false })
export type Moment = z.infer<typeof Moment>

/** A day of the calendar, e.g. 2026-11-22. */
// oxlint-disable-next-line no-restricted-properties -- the one place where days are made
export const Day = z.iso.date()

/**
 * Times that are given to us: years in which everything can follow that reckons with them (PostgreSQL, `Intl`, loops
 * over days). What is told is not held to it: a house of the year 1 that was written before must stay readable.
 */
const isInReach = (text: string): boolean => text >= '1900' && text < '2200'
const outOfReach = { error: 'between the years 1900 and 2199', params: { reason: 'farTime' } }

export const GivenMoment = Moment.refine(isInReach, outOfReach)
export const GivenDay = Day.refine(isInReach, outOfReach)
/** A month, e.g. 2026-11. */
export const GivenMonth = Text.regex(/^\d{4}-(0[1-9]|1[0-2])$/).refine(isInReach, outOfReach)
