import { callbackOverdue } from '#server/adapters/queue/jobs/callback-overdue.ts'
import { claimStale } from '#server/adapters/queue/jobs/claim-stale.ts'
import { jobSweep } from '#server/adapters/queue/jobs/job-sweep.ts'
import { sessionExpire } from '#server/adapters/queue/jobs/session-expire.ts'
import { shutdownSuggest } from '#server/adapters/queue/jobs/shutdown-suggest.ts'
import { sipAccountExpire } from '#server/adapters/queue/jobs/sip-account-expire.ts'
import { repeating, type Intervals } from '#server/adapters/queue/repeating.ts'
import type { JobHandlers } from '#server/adapters/queue/run-job.ts'

/** Minutes between two runs of what repeats. */
export const jobIntervals = {
  'session.expire': 15,
  'sip-account.expire': 15,
  'job.sweep': 24 * 60,
} as const satisfies Intervals

/** Every kind of job with what it does; one line each. */
export const jobHandlers: JobHandlers = {
  'callback.overdue': callbackOverdue,
  'callback.claim-stale': claimStale,
  'shutdown.suggest': shutdownSuggest,
  'session.expire': repeating(jobIntervals['session.expire'], sessionExpire),
  'sip-account.expire': repeating(jobIntervals['sip-account.expire'], sipAccountExpire),
  'job.sweep': repeating(jobIntervals['job.sweep'], jobSweep),
}
