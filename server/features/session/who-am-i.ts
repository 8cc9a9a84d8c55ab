import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { permissionsOf } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { idleSince } from '#server/platform/access/lifetime.ts'

/** The person of this session, with the CSRF token that changes must carry. */
export async function whoAmI(
  deps: Deps,
  person: Person,
  _input: RouteInput<'me'>,
): Promise<RouteResponse<'me'>> {
  const now = deps.now()
  const found = person.sessionHash
    ? await deps.store.repositories.sessions.findLive(person.sessionHash, now, idleSince(now))
    : null
  if (!found) throw new Refusal('notSignedIn')
  const { user, session, companies } = found
  // the first question of a page: one that was loaded anew comes back for its talk
  if (user.sipUsername !== null)
    await deps.store.repositories.phoneOrders.give({ kind: 'opened', username: user.sipUsername })
  return { user, permissions: [...permissionsOf(user.role, companies)], csrf: session.csrf }
}
