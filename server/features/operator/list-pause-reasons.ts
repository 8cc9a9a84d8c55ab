import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/** Reasons for a pause, in the order to show them. */
export async function listPauseReasons(
  deps: Deps,
  actor: Actor,
  _input: RouteInput<'listPauseReasons'>,
): Promise<RouteResponse<'listPauseReasons'>> {
  demand(actor, 'call.answer')
  return { reasons: await deps.store.repositories.operatorStates.reasons() }
}
