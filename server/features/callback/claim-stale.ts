import { z } from 'zod'
import { freeStaleClaim } from './free-stale-claim.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/** Whoever calls back may have gone. */
export const claimStale: JobHandler = (deps, payload) => freeStaleClaim(deps, Payload.parse(payload).taskId)
