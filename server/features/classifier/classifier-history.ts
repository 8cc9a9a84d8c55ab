import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Every version of an entry, the present one first.
 * @throws Refusal notFound
 */
export async function classifierHistory(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'classifierHistory'>,
): Promise<RouteResponse<'classifierHistory'>> {
  const { classifier } = deps.store.repositories
  if ((await classifier.find(params.id)) === null) throw new Refusal('notFound', { id: params.id })
  return { versions: await classifier.versions(params.id) }
}
