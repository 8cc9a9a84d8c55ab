import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function getCallerCard(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'getCallerCard'>,
): Promise<RouteResponse<'getCallerCard'>> {
  throw new Error('getCallerCard is being written')
}
