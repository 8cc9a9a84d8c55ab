import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function registerTask(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'registerTask'>,
): Promise<RouteResponse<'registerTask'>> {
  throw new Error('registerTask is being written')
}
