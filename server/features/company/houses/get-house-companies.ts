import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Whose the house was, is and will be.
 * @throws Refusal notFound
 */
export async function getHouseCompanies(
  deps: Deps,
  _person: Person,
  { params: { id } }: RouteInput<'getHouseCompanies'>,
): Promise<RouteResponse<'getHouseCompanies'>> {
  const periods = (await deps.store.repositories.houseCompanies.of([id])).get(id)
  if (periods === undefined) throw new Refusal('notFound', { id })
  return { periods }
}
