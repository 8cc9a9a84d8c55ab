import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function listCalls(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'listCalls'>,
): Promise<RouteResponse<'listCalls'>> {
  throw new Error('listCalls is being written')
}
