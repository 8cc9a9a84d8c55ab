import { createHash } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput } from '#contracts/http.ts'
import { permissionsOfRole } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Actor } from '#server/app/ports.ts'
import { absoluteMs, idleSince } from './lifetime.ts'
import { verifyNothing, verifyPassword } from './password.ts'
import { hashToken, newToken } from './token.ts'

const WINDOW_SECONDS = 15 * 60
/** Wrong passwords for one login from one address; then it is locked out for the window. */
const TRIES_OF_LOGIN_AT_ADDRESS = 7
/** From everywhere, against guessing by many machines; high, since it also locks out the login's owner. */
const TRIES_OF_LOGIN = 60
/** A whole office may start its shift behind one address. */
const TRIES_OF_ADDRESS = 200

/** Counts one try; throws `tooMany` with `retryAfterSeconds` when there were enough. Keys carry no login. */
async function countTry(deps: Deps, login: string, ip: string): Promise<string> {
  const name = createHash('sha256').update(login).digest('base64url')
  const own = `sign-in:both:${name}:${ip}`
  const limits: [key: string, limit: number][] = [
    [own, TRIES_OF_LOGIN_AT_ADDRESS],
    [`sign-in:login:${name}`, TRIES_OF_LOGIN],
    [`sign-in:ip:${ip}`, TRIES_OF_ADDRESS],
  ]
  for (const [key, limit] of limits) {
    const { allowed, retryAfterSeconds } = await deps.limiter.hit(key, limit, WINDOW_SECONDS)
    if (!allowed) throw new Refusal('tooMany', { retryAfterSeconds })
  }
  return own
}

/**
 * Login and password to a new session. The token is new at every sign-in and the session that the browser had is
 * ended, so a planted one gains nothing (session fixation). Refuses `wrongPassword` for a wrong login alike.
 */
export async function signIn(
  deps: Deps,
  actor: Actor,
  input: RouteInput<'signIn'> & { userAgent: string },
): Promise<{ token: string; expiresAt: Date; signedIn: SignedIn }> {
  const login = input.body.login.toLowerCase()
  const tries = await countTry(deps, login, actor.ip)
  const { users, sessions } = deps.store.repositories
  const found = await users.findByLogin(login)
  const isRight = found
    ? await verifyPassword(input.body.password, found.passwordHash)
    : await verifyNothing(input.body.password)
  if (!found || !isRight) {
    deps.log.warn({ ip: actor.ip, userId: found?.user.id ?? null }, 'sign-in refused')
    throw new Refusal('wrongPassword')
  }

  const { user } = found
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
  await deps.limiter.reset(tries)
  await sessions.removeEnded(now, idleSince(now))
  deps.log.info({ userId: user.id, ip: actor.ip }, 'signed in')
  return { token, expiresAt, signedIn: { user, permissions: [...permissionsOfRole[user.role]], csrf } }
}
