import { removeExpiredAccounts } from '#server/app/phone/remove-expired-accounts.ts'
import type { JobHandler } from '../run-job.ts'

/** SIP secrets end. */
export const sipAccountExpire: JobHandler = (deps) => removeExpiredAccounts(deps)
