import { z } from 'zod'
import { startPlanned } from './keep-in-time.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ shutdownId: z.number().int() })

/** Planned works begin by themselves. */
export const shutdownStart: JobHandler = (deps, payload) =>
  startPlanned(deps, Payload.parse(payload).shutdownId)
