import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * The periods of these houses are again what they were before the change. Undone once, and only while they still are
 * what it made of them.
 * @throws Refusal notFound, conflict (a house was given away since, or the change is undone)
 */
export async function undoHouseCompanyChange(
  deps: Deps,
  { userId }: Person,
  { params: { id } }: RouteInput<'undoHouseCompanyChange'>,
): Promise<RouteResponse<'undoHouseCompanyChange'>> {
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    await tx.companies.lockAll()
    if ((await tx.houseCompanies.change(id)) === null) throw new Refusal('notFound', { id })
    const houses = await tx.houseCompanies.changedHouses(id)
    if (houses === null) throw new Refusal('conflict', { id })
    const now = await tx.houseCompanies.lock(houses.map(({ houseId }) => houseId))
    const other = houses.find(({ houseId, after }) => !isDeepStrictEqual(now.get(houseId), after))
    if (other !== undefined) throw new Refusal('conflict', { id, houseId: other.houseId })
    await tx.houseCompanies.write(
      houses.map(({ houseId, before, after }) => ({ houseId, before: after, after: before })),
    )
    await tx.directoryHistory.add(
      houses.map(({ houseId }) => ({ entity: 'house', id: houseId, what: 'companyUndone' })),
      by,
    )
    await tx.houseCompanies.markUndone(id, by)
    const details = { change: id, houses: houses.length }
    tx.audit('company.housesUndone', by, { subject: `change:${id}`, details })
    const change = await tx.houseCompanies.change(id)
    if (change === null) throw new Error('a change of houses is gone')
    return change
  })
}
