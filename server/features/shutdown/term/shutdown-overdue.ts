import { z } from 'zod'
import { renewOverdue } from './keep-in-time.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ shutdownId: z.number().int() })

/** A term that has passed is told to nobody any more. */
export const shutdownOverdue: JobHandler = (deps, payload) =>
  renewOverdue(deps, Payload.parse(payload).shutdownId)
