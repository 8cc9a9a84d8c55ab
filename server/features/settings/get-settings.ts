import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/**
 * All settings with their version.
 * @throws Refusal notAllowed
 */
export async function getSettings(
  deps: Deps,
  actor: Actor,
  _input: RouteInput<'getSettings'>,
): Promise<RouteResponse<'getSettings'>> {
  demand(actor, 'settings.see')
  return deps.store.repositories.settings.read()
}
