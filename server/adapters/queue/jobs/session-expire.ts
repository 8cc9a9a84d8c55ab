import { removeEndedSessions } from '#server/app/session/remove-ended-sessions.ts'
import type { JobHandler } from '../run-job.ts'

/** Sessions end. */
export const sessionExpire: JobHandler = (deps) => removeEndedSessions(deps)
