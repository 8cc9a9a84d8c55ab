import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { limitableRoles } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** Everybody who may be limited to companies, with those to which he is. */
export async function listLimitedUsers(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listLimitedUsers'>,
): Promise<RouteResponse<'listLimitedUsers'>> {
  return { users: await deps.store.repositories.userCompanies.limitable(limitableRoles) }
}
