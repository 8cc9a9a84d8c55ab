import { listPauseReasons } from '#server/app/operator/list-pause-reasons.ts'
import { setOperatorState } from '#server/app/operator/set-operator-state.ts'
import type { Binding, Handlers } from './binding.ts'

type Names = 'listPauseReasons' | 'setOperatorState'

export const operatorRoutes = ({ deps }: Binding): Handlers<Names> => ({
  listPauseReasons: (actor, input) => listPauseReasons(deps, actor, input),
  setOperatorState: (actor, input) => setOperatorState(deps, actor, input),
})
