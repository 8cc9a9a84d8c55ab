import { feature } from '#server/platform/feature.ts'
import { historyPrune } from './history-prune.ts'
import { sweepJobs } from './sweep-jobs.ts'

export const retentionFeature = feature({
  handle: {},
  jobs: { 'history.prune': historyPrune, 'job.sweep': sweepJobs },
  repeats: { 'history.prune': 60, 'job.sweep': 24 * 60 },
})
