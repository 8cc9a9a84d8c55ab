import { publicSettings } from './public-settings.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { whoAmI } from './who-am-i.ts'
import { deviceCookie as setDeviceCookie, deviceCookieOf } from '#server/platform/http/cookies/device-cookie.ts'
import { sessionCookie } from '#server/platform/http/cookies/session-cookie.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

export const sessionRoutes = ({
  deps,
  site,
  onPageBegun,
}: Binding): Handlers<'publicSettings' | 'signIn' | 'signOut' | 'me'> => ({
  publicSettings: (actor, input) => publicSettings(deps, actor, input),
  signIn: async (actor, input, ctx) => {
    const userAgent = ctx.get('user-agent')
    const deviceCookie = deviceCookieOf(site, ctx.req)
    const done = await signIn(deps, actor, { ...input, userAgent, deviceCookie })
    ctx.append('Set-Cookie', sessionCookie(site, ctx.req, done.token, done.expiresAt))
    ctx.append('Set-Cookie', setDeviceCookie(site, ctx.req, done.deviceCookie, deps.now()))
    return done.signedIn
  },
  signOut: async (actor, input, ctx) => {
    const answer = await signOut(deps, actor, input)
    ctx.append('Set-Cookie', sessionCookie(site, ctx.req, '', new Date(0)))
    return answer
  },
  me: (actor, input) => {
    if (actor.userId !== null) onPageBegun?.(actor)
    return whoAmI(deps, actor, input)
  },
})
