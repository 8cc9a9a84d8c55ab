import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function listTasks(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'listTasks'>,
): Promise<RouteResponse<'listTasks'>> {
  throw new Error('listTasks is being written')
}
