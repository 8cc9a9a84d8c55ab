import type { IncomingMessage } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import type { Role } from '#contracts/permission.ts'
import { Text } from '#contracts/text.ts'
import { sessionToken } from '#server/platform/http/cookies/session-cookie.ts'
import type { Site } from '#server/platform/http/site.ts'
import type { Deps } from '#server/deps.ts'
import { authenticate } from '#server/platform/access/authenticate.ts'
import { roomOf, type Room } from '../push/rooms.ts'

export interface SocketData {
  userId: number | null
  /** hex SHA-256 of the session token */
  session: string
  role: Role
  room: Room
}

const Auth = z.object({ csrf: Text.max(200) })

/** Cookie, CSRF token and permission of a handshake; the Origin was checked before the upgrade. Throws a Refusal. */
export async function authenticateSocket(
  deps: Deps,
  site: Site,
  request: IncomingMessage,
  auth: unknown,
): Promise<SocketData> {
  const token = sessionToken(site, request)
  const known = token === null ? null : await authenticate(deps, token, site.ipOf(request))
  if (known === null) throw new Refusal('notSignedIn')
  const given = Buffer.from(Auth.safeParse(auth).data?.csrf ?? '')
  const expected = Buffer.from(known.csrf)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal('badOrigin')
  const { permissions, companies, userId } = known.actor
  if (!permissions.includes('board.see')) throw new Refusal('notAllowed', { permission: 'board.see' })
  return {
    userId,
    session: known.sessionHash.toString('hex'),
    role: known.role,
    room: roomOf(permissions, companies),
  }
}
