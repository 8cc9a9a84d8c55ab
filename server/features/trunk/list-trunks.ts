import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function listTrunks(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listTrunks'>,
): Promise<RouteResponse<'listTrunks'>> {
  return { trunks: await deps.store.repositories.trunks.all() }
}
