import { feature } from '#server/platform/feature.ts'
import { listClassifier } from './list-classifier.ts'
import { saveClassifierEntry } from './save-classifier-entry.ts'
import { classifierHistory } from './classifier-history.ts'

export const classifierFeature = feature({
  handle: {
    listClassifier,
    saveClassifierEntry,
    classifierHistory,
  },
})
