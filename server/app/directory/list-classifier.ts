import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function listClassifier(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'listClassifier'>,
): Promise<RouteResponse<'listClassifier'>> {
  throw new Error('listClassifier is being written')
}
