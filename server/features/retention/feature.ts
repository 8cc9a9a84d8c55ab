import { feature } from '#server/platform/feature.ts'
import { historyPrune } from './history-prune.ts'
import { jobSweep } from './job-sweep.ts'

export const retentionFeature = feature({
  handle: {},
  jobs: { 'history.prune': historyPrune, 'job.sweep': jobSweep },
  repeats: { 'history.prune': 60, 'job.sweep': 24 * 60 },
})
