import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function addTask(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'addTask'>,
): Promise<RouteResponse<'addTask'>> {
  throw new Error('addTask is being written')
}
