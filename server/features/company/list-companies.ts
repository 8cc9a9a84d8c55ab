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
    return {
      companies: companies.map((company) => ({ ...company, houses: counts.get(company.id) ?? 0 })),
      withoutCompany: counts.get(null) ?? 0,
    }
  })
}
