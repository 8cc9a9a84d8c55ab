import { callbackOverdue } from '#server/adapters/queue/jobs/callback-overdue.ts'
import { claimStale } from '#server/adapters/queue/jobs/claim-stale.ts'
import { historyPrune } from '#server/adapters/queue/jobs/history-prune.ts'
import { importApply, importCheck } from '#server/adapters/queue/jobs/imports.ts'
import { jobSweep } from '#server/adapters/queue/jobs/job-sweep.ts'
import { noticeSend } from '#server/adapters/queue/jobs/notice-send.ts'
import { sessionExpire } from '#server/adapters/queue/jobs/session-expire.ts'
import { shutdownOverdue } from '#server/adapters/queue/jobs/shutdown-overdue.ts'
import { shutdownStart } from '#server/adapters/queue/jobs/shutdown-start.ts'
import { shutdownSuggest } from '#server/adapters/queue/jobs/shutdown-suggest.ts'
import { sipAccountExpire } from '#server/adapters/queue/jobs/sip-account-expire.ts'
import { speechHouses } from '#server/adapters/queue/jobs/speech-houses.ts'
import { speechKeep } from '#server/adapters/queue/jobs/speech-keep.ts'
import { speechMake } from '#server/adapters/queue/jobs/speech-make.ts'
import { repeating, type Intervals } from '#server/adapters/queue/repeating.ts'
import type { JobHandlers } from '#server/adapters/queue/run-job.ts'

/** Minutes between two runs of what repeats. */
export const jobIntervals = {
  'session.expire': 15,
  'sip-account.expire': 15,
  'job.sweep': 24 * 60,
  'history.prune': 60,
  'speech.keep': 10,
} as const satisfies Intervals

/** Every kind of job with what it does; one line each. */
export const jobHandlers: JobHandlers = {
  'callback.overdue': callbackOverdue,
  'callback.claim-stale': claimStale,
  'notice.send': noticeSend,
  'shutdown.start': shutdownStart,
  'shutdown.overdue': shutdownOverdue,
  'shutdown.suggest': shutdownSuggest,
  'speech.make': speechMake,
  'speech.houses': speechHouses,
  'import.check': importCheck,
  'import.apply': importApply,
  'session.expire': repeating(jobIntervals['session.expire'], sessionExpire),
  'sip-account.expire': repeating(jobIntervals['sip-account.expire'], sipAccountExpire),
  'job.sweep': repeating(jobIntervals['job.sweep'], jobSweep),
  'history.prune': repeating(jobIntervals['history.prune'], historyPrune),
  'speech.keep': repeating(jobIntervals['speech.keep'], speechKeep),
}
