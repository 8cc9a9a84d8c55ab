import { Refusal } from '#contracts/error.ts'
import type { Company } from '#contracts/company.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { companyOn, givenFrom } from '#domain/company/periods.ts'
import type { ChangedHouse } from '../db/house-companies.ts'

/**
 * From a day on these houses are the company's, or nobody's: one change, which can be undone as one. Calls and tasks
 * from before keep whose they were.
 * @throws Refusal notFound (the company), badInput (a house that is not there)
 */
export async function giveHouses(
  deps: Deps,
  { userId }: Person,
  { body: { companyId, houseIds, since } }: RouteInput<'giveHouses'>,
): Promise<RouteResponse<'giveHouses'>> {
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    const companies = await tx.companies.lockAll()
    if (companyId !== null && !companies.some(({ id }) => id === companyId))
      throw new Refusal('notFound', { id: companyId })
    const known = await tx.houseCompanies.lock(houseIds)
    const houses = [...new Set(houseIds)].map((houseId): ChangedHouse => {
      const before = known.get(houseId)
      if (before === undefined) throw new Refusal('badInput', { field: 'houseIds' })
      return { houseId, before, after: givenFrom(before, companyId, since) }
    })
    await tx.houseCompanies.write(houses)
    await tx.directoryHistory.add(
      houses.map((house) => ({
        entity: 'house',
        id: house.houseId,
        what: 'companyGiven',
        changes: {
          company: [nameOn(house.before, since, companies), nameOf(companyId, companies)],
          ...(since === null ? {} : { companySince: ['', since] as const }),
        },
      })),
      by,
    )
    const id = await tx.houseCompanies.keepChange({ companyId, since, houses, by })
    const details = { companyId, since, houses: houses.length, change: id }
    tx.audit('company.housesGiven', by, { subject: `company:${companyId ?? 0}`, details })
    const change = await tx.houseCompanies.change(id)
    if (change === null) throw new Error('a change of houses is gone')
    return change
  })
}

const nameOf = (id: number | null, companies: readonly Company[]): string =>
  companies.find((company) => company.id === id)?.name ?? ''

const nameOn = (periods: ChangedHouse['before'], day: string | null, companies: readonly Company[]): string =>
  nameOf(day === null ? (periods[0]?.companyId ?? null) : companyOn(periods, day), companies)
