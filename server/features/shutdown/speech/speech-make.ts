import { z } from 'zod'
import { speakShutdown } from './speak-shutdown.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ shutdownId: z.number().int() })

/** What callers hear of a shutdown is made, or made anew after a change. */
export const speechMake: JobHandler = (deps, payload) =>
  speakShutdown(deps, Payload.parse(payload).shutdownId)
