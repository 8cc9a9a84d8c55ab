import type { Context, Middleware } from 'koa'
import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import { routes, type Route, type RouteInput, type RouteName } from '#contracts/http.ts'
import { guestActor, type Actor } from '#server/ports.ts'
import { authenticate, type Authenticated } from '#server/platform/access/authenticate.ts'
import type { Handler } from '../feature.ts'
import type { Edge } from './edge.ts'
import { answerTo } from './answer-to.ts'
import { BadInput, issuesOf } from './errors.ts'
import { sessionToken } from './cookies/session-cookie.ts'

/** Compared as bytes: a header may have letters that take more of them than one. */
function safeEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Who asks: refuses by origin, session, CSRF token and permission, in this order. */
export async function admit(
  edge: Edge,
  ctx: Context,
  access: Route['access'],
  isChange: boolean,
): Promise<Actor> {
  const { deps, site } = edge
  if (isChange && !site.isOurs(ctx.req)) throw new Refusal('badOrigin')
  const ip = site.ipOf(ctx.req)
  const token = sessionToken(site, ctx.req)
  const known: Authenticated | null = token === null ? null : await authenticate(deps, token, ip)
  if (access === 'public') return known?.actor ?? guestActor(ip)
  if (known === null) throw new Refusal('notSignedIn')
  ctx.state['userId'] = known.actor.userId
  if (isChange && !safeEqual(ctx.get('x-csrf-token'), known.csrf)) throw new Refusal('badOrigin')
  if (access !== 'signedIn' && !known.actor.permissions.includes(access))
    throw new Refusal('notAllowed', { permission: access })
  return known.actor
}

function parseParts(route: Route, raw: Record<'params' | 'query' | 'body', unknown>) {
  const issues: BadInput['issues'] = []
  const parse = (part: 'params' | 'query' | 'body'): unknown => {
    const schema = route[part]
    if (schema === undefined) return undefined
    const parsed = schema.safeParse(raw[part])
    if (!parsed.success) issues.push(...issuesOf(part, parsed.error))
    return parsed.data
  }
  const parts = { params: parse('params'), query: parse('query'), body: parse('body') }
  if (issues.length > 0) throw new BadInput(issues)
  return parts
}

/** The route as Koa middleware: admitted, parsed, handled, its response checked and masked. */
export function guarded<N extends RouteName>(edge: Edge, name: N, handler: Handler<N>): Middleware {
  const route: Route = routes[name]
  return async (ctx) => {
    const actor = await admit(edge, ctx, route.access, route.method !== 'GET')
    const input = parseParts(route, {
      params: ctx['params'],
      query: { ...ctx.query },
      body: 'body' in ctx.request ? ctx.request.body : undefined,
    })
    // The boundary: TypeScript cannot follow that the schemas of route N parse to RouteInput<N>.
    const response = await handler(edge.deps, actor, input as RouteInput<N>, { ctx, edge })
    ctx.set('Cache-Control', 'no-store')
    ctx.body = answerTo(actor, route.response, response)
  }
}
