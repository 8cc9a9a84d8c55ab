import { z } from 'zod'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { HouseKey } from './db/houses.ts'
import { decodeCursor, key, page } from '#server/platform/cursor.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'

/**
 * Houses of a street, a microdistrict, a supply point, or these; by street and number, a page at a time by key.
 * @throws Refusal badInput (a foreign cursor)
 */
export async function listHouses(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'listHouses'>,
): Promise<RouteResponse<'listHouses'>> {
  const { ids, cursor, limit, ...where } = query
  const found = await deps.store.repositories.houses.page({
    ...where,
    ids: ids?.split(',').map(Number),
    after: cursor === undefined ? undefined : keyOf(cursor),
    today: localDay(deps.now(), deps.installation.timeZone),
    limit: limit + 1,
  })
  const { rows, next } = page(found, limit, ({ key: { street, streetId, place, number, id } }) => [
    street,
    streetId,
    place,
    number,
    id,
  ])
  return { houses: rows.map(({ house }) => house), next }
}

const Key = z.tuple([key.text, key.id, key.place, key.text, key.id])

function keyOf(cursor: string): HouseKey {
  const [street, streetId, place, number, id] = decodeCursor(cursor, Key)
  return { street, streetId, place, number, id }
}
