import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function changeSettings(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'changeSettings'>,
): Promise<RouteResponse<'changeSettings'>> {
  throw new Error('changeSettings is being written')
}
