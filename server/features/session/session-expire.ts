import { removeEndedSessions } from './remove-ended-sessions.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** Sessions end. */
export const sessionExpire: JobHandler = (deps) => removeEndedSessions(deps)
