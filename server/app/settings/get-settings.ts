import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function getSettings(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'getSettings'>,
): Promise<RouteResponse<'getSettings'>> {
  throw new Error('getSettings is being written')
}
