import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function moveTask(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'moveTask'>,
): Promise<RouteResponse<'moveTask'>> {
  throw new Error('moveTask is being written')
}
