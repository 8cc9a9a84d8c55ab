import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** Reasons for a pause, in the order to show them. */
export async function listPauseReasons(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listPauseReasons'>,
): Promise<RouteResponse<'listPauseReasons'>> {
  return { reasons: await deps.store.repositories.operatorStates.reasons() }
}
