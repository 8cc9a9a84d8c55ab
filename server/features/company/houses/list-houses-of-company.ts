import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'

const housesShown = 5000

/**
 * The houses that are the company's today or will be, by street and number, with their periods; of id 0 those that are
 * nobody's today.
 * @throws Refusal notFound
 */
export async function listHousesOfCompany(
  deps: Deps,
  _person: Person,
  { params: { id } }: RouteInput<'listHousesOfCompany'>,
): Promise<RouteResponse<'listHousesOfCompany'>> {
  const today = localDay(deps.now(), deps.installation.timeZone)
  return deps.store.snapshot(async (tx) => {
    if (id !== 0 && (await tx.companies.find(id)) === null) throw new Refusal('notFound', { id })
    const ids = await tx.houseCompanies.idsOf(id === 0 ? null : id, today)
    const periods = await tx.houseCompanies.of(ids)
    const found = await tx.houses.page({ ids, today, limit: housesShown })
    return { houses: found.map(({ house }) => ({ ...house, periods: periods.get(house.id) ?? [] })) }
  })
}
