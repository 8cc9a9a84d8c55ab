import { feature } from '#server/platform/feature.ts'
import { callbackOverdue } from './callback-overdue.ts'
import { claimStale } from './claim-stale.ts'
import { claimCallback } from './claim-callback.ts'
import { keepClaim } from './keep-claim.ts'
import { releaseCallback } from './release-callback.ts'

export const callbackFeature = feature({
  handle: {
    claimCallback,
    keepClaim,
    releaseCallback,
  },
  jobs: { 'callback.overdue': callbackOverdue, 'callback.claim-stale': claimStale },
})
