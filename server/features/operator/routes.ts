import { listPauseReasons } from './list-pause-reasons.ts'
import { setOperatorState } from './set-operator-state.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

type Names = 'listPauseReasons' | 'setOperatorState'

export const operatorRoutes = ({ deps }: Binding): Handlers<Names> => ({
  listPauseReasons: (actor, input) => listPauseReasons(deps, actor, input),
  setOperatorState: (actor, input) => setOperatorState(deps, actor, input),
})
