import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

const changesShown = 50

/** Which houses were given to whom, the last first. */
export async function listHouseCompanyChanges(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listHouseCompanyChanges'>,
): Promise<RouteResponse<'listHouseCompanyChanges'>> {
  return { changes: await deps.store.repositories.houseCompanies.changes(changesShown) }
}
