import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function discardDraft(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'discardDraft'>,
): Promise<RouteResponse<'discardDraft'>> {
  throw new Error('discardDraft is being written')
}
