import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function saveDraft(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'saveDraft'>,
): Promise<RouteResponse<'saveDraft'>> {
  throw new Error('saveDraft is being written')
}
