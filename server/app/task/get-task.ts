import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function getTask(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'getTask'>,
): Promise<RouteResponse<'getTask'>> {
  throw new Error('getTask is being written')
}
