import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'

/** All companies, and whose the houses are today. */
export async function listCompanies(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listCompanies'>,
): Promise<RouteResponse<'listCompanies'>> {
  return deps.store.snapshot(async (tx) => {
    const counts = await tx.houseCompanies.counts(localDay(deps.now(), deps.installation.timeZone))
    const companies = await tx.companies.all()
    const withoutCompany = counts.get(null) ?? 0
    // of the only one is what nobody has written down, too
    const unwritten = companies.length === 1 ? withoutCompany : 0
    return {
      companies: companies.map((company) => ({
        ...company,
        houses: (counts.get(company.id) ?? 0) + unwritten,
      })),
      withoutCompany: withoutCompany - unwritten,
    }
  })
}
