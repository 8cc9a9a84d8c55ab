import { z } from 'zod'
import { feature } from '#server/platform/feature.ts'
import { job } from '#server/platform/queue/job.ts'
import { claimCallback } from './claim-callback.ts'
import { freeStaleClaim } from './free-stale-claim.ts'
import { keepClaim } from './keep-claim.ts'
import { listDiscardedCallbacks } from './list-discarded-callbacks.ts'
import { noteOverdueCallback } from './note-overdue-callback.ts'
import { releaseCallback } from './release-callback.ts'

const OfTask = z.object({ taskId: z.number().int() })

export const callbackFeature = feature({
  handle: {
    claimCallback,
    keepClaim,
    releaseCallback,
    listDiscardedCallbacks,
  },
  jobs: {
    'callback.overdue': job(OfTask, (deps, { taskId }) => noteOverdueCallback(deps, taskId)),
    'callback.claim-stale': job(OfTask, (deps, { taskId }) => freeStaleClaim(deps, taskId)),
  },
})
