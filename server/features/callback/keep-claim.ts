import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { Refusal } from '#contracts/error.ts'

/**
 * The page of who calls back is alive. Nothing is pushed: only the loss of a claim concerns others.
 * @throws Refusal notFound
 */
export async function keepClaim(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'keepClaim'>,
): Promise<RouteResponse<'keepClaim'>> {
  const { callbackClaims, tasks } = deps.store.repositories
  const held = await callbackClaims.keep(params.id, person.userId, deps.now())
  if (!held && (await tasks.find(params.id)) === null) throw new Refusal('notFound', { id: params.id })
  return { held }
}
