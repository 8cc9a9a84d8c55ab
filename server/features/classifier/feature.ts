import { feature } from '#server/platform/feature.ts'
import { listClassifier } from './list-classifier.ts'
import { listProblemChoices } from './list-problem-choices.ts'
import { saveClassifierEntry } from './save-classifier-entry.ts'
import { classifierHistory } from './classifier-history.ts'

export const classifierFeature = feature({
  handle: {
    listClassifier,
    listProblemChoices,
    saveClassifierEntry,
    classifierHistory,
  },
})
