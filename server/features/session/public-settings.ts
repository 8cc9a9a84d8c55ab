import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { PublicSettings } from '#contracts/settings.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'

/** What anybody may know of the installation. */
export async function publicSettings(
  deps: Deps,
  _actor: Actor,
  _input: RouteInput<'publicSettings'>,
): Promise<RouteResponse<'publicSettings'>> {
  const { settings } = await deps.store.repositories.settings.read()
  // parse keeps the public keys alone
  const { callPage, pbx, timeZone } = deps.installation
  return { ...PublicSettings.parse(settings), callPage, timeZone, reachesOutside: pbx === 'asterisk' }
}
