import type { Handler } from '#server/platform/feature.ts'
import { deviceCookie, deviceCookieOf } from '#server/platform/http/cookies/device-cookie.ts'
import { sessionCookie } from '#server/platform/http/cookies/session-cookie.ts'
import { signIn } from '../sign-in.ts'
import { signOut } from '../sign-out.ts'

/** Signs in and leaves the cookies of the session and of the known device (ADR 0018). */
export const signInHere: Handler<'signIn'> = async (deps, actor, input, { ctx, edge: { site } }) => {
  const userAgent = ctx.get('user-agent')
  const known = deviceCookieOf(site, ctx.req)
  const done = await signIn(deps, actor, { ...input, userAgent, deviceCookie: known })
  ctx.append('Set-Cookie', sessionCookie(site, ctx.req, done.token, done.expiresAt))
  ctx.append('Set-Cookie', deviceCookie(site, ctx.req, done.deviceCookie, deps.now()))
  return done.signedIn
}

export const signOutHere: Handler<'signOut'> = async (deps, person, input, { ctx, edge: { site } }) => {
  const answer = await signOut(deps, person, input)
  ctx.append('Set-Cookie', sessionCookie(site, ctx.req, '', new Date(0)))
  return answer
}
