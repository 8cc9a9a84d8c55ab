import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function joinTask(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'joinTask'>,
): Promise<RouteResponse<'joinTask'>> {
  throw new Error('joinTask is being written')
}
