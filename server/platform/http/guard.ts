import type { Context, Middleware } from 'koa'
import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import { routes, type Route, type RouteInput, type RouteName } from '#contracts/http.ts'
import { narrowedTo } from '#domain/company/narrow-answer.ts'
import { narrowingOf } from '#server/platform/access/narrowing.ts'
import { guestActor, type Actor, type Person } from '#server/ports.ts'
import { authenticate, type Authenticated } from '#server/platform/access/authenticate.ts'
import type { Asks, FileRoute, Handler } from '../feature.ts'
import type { Edge } from './edge.ts'
import { answerTo } from './answer-to.ts'
import { BadInput, issuesOf } from './errors.ts'
import { sessionToken } from './cookies/session-cookie.ts'

/** Compared as bytes: a header may have letters that take more of them than one. */
function safeEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

async function whoAsks({ deps, site }: Edge, ctx: Context, isChange: boolean): Promise<Authenticated | null> {
  if (isChange && !site.isOurs(ctx.req)) throw new Refusal('badOrigin')
  const token = sessionToken(site, ctx.req)
  return token === null ? null : authenticate(deps, token, site.ipOf(ctx.req))
}

/**
 * The one place where a permission is asked for coming in at all (ADR 0033): refuses by origin, session, CSRF token and
 * permission, in this order.
 */
export async function admit(
  edge: Edge,
  ctx: Context,
  access: Exclude<Route['access'], 'public'>,
  isChange: boolean,
): Promise<Person> {
  const known = await whoAsks(edge, ctx, isChange)
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
    const isChange = route.method !== 'GET'
    const actor =
      route.access === 'public'
        ? ((await whoAsks(edge, ctx, isChange))?.actor ?? guestActor(edge.site.ipOf(ctx.req)))
        : await admit(edge, ctx, route.access, isChange)
    const narrowing = actor.companies === null ? 'open' : narrowingOf(name)
    if (narrowing === 'refused') throw new Refusal('notAllowed', { permission: 'companies' })
    const input = parseParts(route, {
      params: ctx['params'],
      query: { ...ctx.query },
      body: 'body' in ctx.request ? ctx.request.body : undefined,
    })
    // The boundary: TypeScript cannot follow that the schemas of route N parse to RouteInput<N>, and its access to Asks<N>.
    const response = await handler(edge.deps, actor as Asks<N>, input as RouteInput<N>, { ctx, edge })
    ctx.set('Cache-Control', 'no-store')
    const answer = answerTo(actor, route.response, response)
    ctx.body = narrowing === 'narrowed' ? narrowedFor(actor, route, answer) : answer
  }
}

/** Who is limited to companies learns of no other one, and not that there is something. */
function narrowedFor({ companies }: Actor, { response }: Route, answer: unknown): unknown {
  const left = narrowedTo(response)(answer, new Set(companies))
  if (left === null) throw new Refusal('notFound')
  return left
}

/** The same for what is no JSON. */
export function guardedFile(edge: Edge, file: FileRoute): Middleware {
  const answer = file.serve(edge)
  return async (ctx) => {
    const person = await admit(edge, ctx, file.access, file.method !== 'get')
    if (person.companies !== null)
      await demandCompanies(edge, file, person.companies, String(ctx['params'].id))
    await answer(ctx, person)
  }
}

/** @throws Refusal notFound when it is not of these companies alone */
async function demandCompanies(
  { deps }: Edge,
  file: FileRoute,
  companies: readonly number[],
  id: string,
): Promise<void> {
  const of = 'companiesOf' in file ? await file.companiesOf(deps, id) : []
  if (of.length === 0 || !of.every((one) => companies.includes(one))) throw new Refusal('notFound')
}
