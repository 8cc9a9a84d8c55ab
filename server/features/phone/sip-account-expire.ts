import { removeExpiredAccounts } from './remove-expired-accounts.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** SIP secrets end. */
export const sipAccountExpire: JobHandler = (deps) => removeExpiredAccounts(deps)
