import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Versions of a trunk, newest first.
 * @throws Refusal notFound
 */
export async function trunkHistory(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'trunkHistory'>,
): Promise<RouteResponse<'trunkHistory'>> {
  const { trunks } = deps.store.repositories
  if ((await trunks.find(params.id)) === null) throw new Refusal('notFound', { id: params.id })
  return { versions: await trunks.versions(params.id) }
}
