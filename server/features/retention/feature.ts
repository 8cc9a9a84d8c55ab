import { feature } from '#server/platform/feature.ts'
import { historyPrune } from './history-prune.ts'

export const retentionFeature = feature({
  handle: {},
  jobs: { 'history.prune': historyPrune },
  repeats: { 'history.prune': 60 },
})
