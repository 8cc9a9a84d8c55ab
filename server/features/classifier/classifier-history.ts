import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/**
 * Every version of an entry, the present one first.
 * @throws Refusal notAllowed, notFound
 */
export async function classifierHistory(
  deps: Deps,
  actor: Actor,
  { params }: RouteInput<'classifierHistory'>,
): Promise<RouteResponse<'classifierHistory'>> {
  demand(actor, 'settings.see')
  const { classifier } = deps.store.repositories
  if ((await classifier.find(params.id)) === null) throw new Refusal('notFound', { id: params.id })
  return { versions: await classifier.versions(params.id) }
}
