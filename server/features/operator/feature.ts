import { feature } from '#server/platform/feature.ts'
import { listPauseReasons } from './list-pause-reasons.ts'
import { setOperatorState } from './set-operator-state.ts'

export const operatorFeature = feature({
  handle: {
    listPauseReasons,
    setOperatorState,
  },
})
