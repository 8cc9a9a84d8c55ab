import { callbackOverdue } from '#server/features/callback/callback-overdue.ts'
import { claimStale } from '#server/features/callback/claim-stale.ts'
import { historyPrune } from '#server/features/retention/history-prune.ts'
import { importApply, importCheck } from '#server/features/import/jobs.ts'
import { jobSweep } from '#server/features/retention/job-sweep.ts'
import { noticeSend } from '#server/features/shutdown/notice/notice-send.ts'
import { sessionExpire } from '#server/features/session/session-expire.ts'
import { shutdownOverdue } from '#server/features/shutdown/term/shutdown-overdue.ts'
import { shutdownStart } from '#server/features/shutdown/term/shutdown-start.ts'
import { shutdownSuggest } from '#server/features/shutdown/suggestion/shutdown-suggest.ts'
import { sipAccountExpire } from '#server/features/phone/sip-account-expire.ts'
import { speechHouses } from '#server/features/shutdown/speech/speech-houses.ts'
import { speechKeep } from '#server/features/shutdown/speech/speech-keep.ts'
import { speechMake } from '#server/features/shutdown/speech/speech-make.ts'
import { repeating, type Intervals } from '#server/platform/queue/repeating.ts'
import type { JobHandlers } from '#server/platform/queue/run-job.ts'

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
