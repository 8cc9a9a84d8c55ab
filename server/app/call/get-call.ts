import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function getCall(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'getCall'>,
): Promise<RouteResponse<'getCall'>> {
  throw new Error('getCall is being written')
}
