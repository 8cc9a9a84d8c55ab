import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'
import { knownPlaces } from './known-places.ts'

/**
 * What is known of an address that a caller dictated: the same as of one that his number is known to.
 * @throws Refusal notFound
 */
export async function getPlaceCard(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'getPlaceCard'>,
): Promise<RouteResponse<'getPlaceCard'>> {
  const today = localDay(deps.now(), deps.installation.timeZone)
  return deps.store.snapshot(async (tx) => {
    const found = await tx.places.card(query.houseId, query.apartmentId ?? null, today)
    const [place] = found === null ? [] : await knownPlaces(tx, [found])
    if (place === undefined) throw new Refusal('notFound', { id: query.houseId })
    return place
  })
}
