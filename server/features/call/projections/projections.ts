import { alarms } from './alarms.ts'
import { answers } from './answers.ts'
import type { CallProjection } from './call-projection.ts'
import { callers } from './callers.ts'
import { calls } from './calls.ts'
import { drafts } from './drafts.ts'
import { places } from './kept/places.ts'

/**
 * All that is made of the events of calls, in the order in which it is written: later ones may stand on what earlier
 * ones wrote. `answers` registers tasks and so takes the counter of numbers, for which others wait: it is the last.
 */
export const callProjections: readonly CallProjection[] = [calls, alarms, drafts, callers, places, answers]
