import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'

export async function searchAddresses(
  _deps: Deps,
  _actor: Actor,
  _input: RouteInput<'searchAddresses'>,
): Promise<RouteResponse<'searchAddresses'>> {
  throw new Error('searchAddresses is being written')
}
