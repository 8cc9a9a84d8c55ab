import { z } from 'zod'
import { sendNotice } from './send-notice.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ noticeId: z.number().int() })

/** Somebody who called about a shutdown is told that it has ended, moved or is asked. */
export const noticeSend: JobHandler = (deps, payload) => sendNotice(deps, Payload.parse(payload).noticeId)
