import { callbackOverdue } from './jobs/callback-overdue.ts'
import { jobSweep } from './jobs/job-sweep.ts'
import { sessionExpire } from './jobs/session-expire.ts'
import { sipAccountExpire } from './jobs/sip-account-expire.ts'
import { repeating, type Intervals } from './repeating.ts'
import type { JobHandlers } from './run-job.ts'

/** Minutes between two runs of what repeats. */
export const intervals = {
  'session.expire': 15,
  'sip-account.expire': 15,
  'job.sweep': 24 * 60,
} as const satisfies Intervals

/** Every kind of job of the product. */
export const jobHandlers: JobHandlers = {
  'callback.overdue': callbackOverdue,
  'session.expire': repeating(intervals['session.expire'], sessionExpire),
  'sip-account.expire': repeating(intervals['sip-account.expire'], sipAccountExpire),
  'job.sweep': repeating(intervals['job.sweep'], jobSweep),
}
