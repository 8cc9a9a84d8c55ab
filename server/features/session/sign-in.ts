import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput } from '#contracts/http.ts'
import { permissionsOf } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import { countTry } from './count-try.ts'
import { deviceOf, rememberOn } from './known-device.ts'
import { absoluteMs, idleSince } from '#server/platform/access/lifetime.ts'
import { verifyNothing, verifyPassword } from './password.ts'
import { hashToken, newToken } from '#server/platform/access/token.ts'

/** Before a refusal is said where there were many. */
const SLOW_MS = 1000

/**
 * Login and password to a new session. The token is new at every sign-in and the session that the browser had is
 * ended, so a planted one gains nothing (session fixation). Refuses `wrongPassword` for a wrong login alike.
 * `deviceCookie` proves that the person signed in at this browser before (ADR 0018); the one given back does so later.
 */
export async function signIn(
  deps: Deps,
  actor: Actor,
  input: RouteInput<'signIn'> & { userAgent: string; deviceCookie: string | null },
): Promise<{ token: string; expiresAt: Date; deviceCookie: string; signedIn: SignedIn }> {
  const login = input.body.login.toLowerCase()
  const { users, sessions } = deps.store.repositories
  const found = await users.findByLogin(login)
  const person = found && { id: found.user.id, passwordHash: found.passwordHash }
  const device = deviceOf(input.deviceCookie, person)
  const counted = await countTry(deps, login, actor.ip, device)
  const isRight = found
    ? await verifyPassword(input.body.password, found.passwordHash)
    : await verifyNothing(input.body.password)
  if (!found || !person || !isRight) {
    deps.log.warn({ ip: actor.ip, userId: found?.user.id ?? null }, 'sign-in refused')
    if (counted.isSlow) await pause(SLOW_MS)
    throw new Refusal('wrongPassword')
  }

  const { user } = found
  const companies = await deps.store.repositories.userCompanies.of(user.id)
  const now = deps.now()
  const token = newToken()
  const csrf = newToken()
  const expiresAt = new Date(now.getTime() + absoluteMs(user.role))
  await deps.store.transaction(async (tx) => {
    if (actor.sessionHash) await tx.sessions.remove(actor.sessionHash)
    await tx.sessions.add({
      tokenHash: hashToken(token),
      userId: user.id,
      csrf,
      ip: actor.ip,
      userAgent: input.userAgent.slice(0, 300),
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
    })
  })
  await counted.succeeded()
  await sessions.removeEnded(now, idleSince(now))
  deps.log.info({ userId: user.id, ip: actor.ip }, 'signed in')
  return {
    token,
    expiresAt,
    deviceCookie: rememberOn(input.deviceCookie, person),
    signedIn: { user, permissions: [...permissionsOf(user.role, companies)], csrf },
  }
}
