import { z } from 'zod'
import { freeStaleClaim } from '#server/app/task/free-stale-claim.ts'
import type { JobHandler } from '../run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/** Whoever calls back may have gone. */
export const claimStale: JobHandler = (deps, payload) => freeStaleClaim(deps, Payload.parse(payload).taskId)
