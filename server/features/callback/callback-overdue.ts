import { z } from 'zod'
import { noteOverdueCallback } from './note-overdue-callback.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/** Nobody has called back in time. */
export const callbackOverdue: JobHandler = (deps, payload) =>
  noteOverdueCallback(deps, Payload.parse(payload).taskId)
