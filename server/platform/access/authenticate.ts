import { permissionsOf, type Role } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { idleSince, TOUCH_EVERY_MS } from './lifetime.ts'
import { hashToken } from './token.ts'

export interface Authenticated {
  actor: Person
  role: Role
  csrf: string
  sessionHash: Buffer
}

/** Who this session token belongs to; null when it is unknown, over, or its person was deactivated. */
export async function authenticate(deps: Deps, token: string, ip: string): Promise<Authenticated | null> {
  const now = deps.now()
  const sessionHash = hashToken(token)
  const { sessions } = deps.store.repositories
  const found = await sessions.findLive(sessionHash, now, idleSince(now))
  if (!found) return null
  const { user, session, companies } = found
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) await sessions.touch([sessionHash], now)
  return {
    actor: {
      userId: user.id,
      name: user.name,
      role: user.role,
      permissions: permissionsOf(user.role, companies),
      companies,
      sipUsername: user.sipUsername,
      sessionHash,
      ip,
    },
    role: user.role,
    csrf: session.csrf,
    sessionHash,
  }
}
