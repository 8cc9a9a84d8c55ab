import { z } from 'zod'
import { noteOverdueCallback } from '#server/app/task/note-overdue-callback.ts'
import type { JobHandler } from '../run-job.ts'

const Payload = z.object({ taskId: z.number().int() })

/** Nobody has called back in time. */
export const callbackOverdue: JobHandler = (deps, payload) =>
  noteOverdueCallback(deps, Payload.parse(payload).taskId)
