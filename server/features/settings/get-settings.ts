import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * All settings with their version.
 */
export async function getSettings(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'getSettings'>,
): Promise<RouteResponse<'getSettings'>> {
  return deps.store.repositories.settings.read()
}
