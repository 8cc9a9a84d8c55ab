import type { Context, Middleware } from 'koa'
import { timingSafeEqual } from 'node:crypto'
import { hasRoom } from '#server/platform/db/connection/disk.ts'
import type { Deps } from '#server/deps.ts'
import type { Metrics } from './metrics.ts'
import type { Site } from './site.ts'

const LAG_LIMIT = 5000
const DATABASE_MS = 2000

export interface HealthOptions {
  deps: Deps
  site: Site
  metrics: Metrics
  metricsToken: string | null
  pushLag: () => number
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(::1$|127\.|::ffff:127\.)/.test(address)

function mayReadMetrics(ctx: Context, site: Site, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(ctx.get('authorization'))
    const expected = Buffer.from(`Bearer ${token}`)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  // A proxy on the same machine is a loopback peer too, but it says for whom it asks.
  const isPeerHere = isLoopback(ctx.req.socket.remoteAddress) && ctx.get('x-forwarded-for') === ''
  return isPeerHere && site.isKnownHost(ctx.req)
}

/** Answers, and has room to write. */
async function isDatabaseThere(deps: Deps): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), DATABASE_MS).unref())
  const { knex } = deps.store.repositories
  const answer = knex.raw('select 1').then(
    () => hasRoom(knex),
    () => false,
  )
  return Promise.race([answer, timeout])
}

/** /healthz: the process answers. /readyz: it can serve. /metrics: Prometheus, for its bearer token or loopback. */
export function health({ deps, site, metrics, metricsToken, pushLag }: HealthOptions): Middleware {
  return async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    switch (ctx.path) {
      case '/healthz':
        ctx.body = { ok: true }
        return
      case '/readyz': {
        const database = await isDatabaseThere(deps)
        const lag = pushLag()
        const isReady = database && lag <= LAG_LIMIT
        ctx.status = isReady ? 200 : 503
        if (!isReady) ctx.set('Retry-After', '2')
        ctx.body = { ok: isReady, database, pushLag: lag }
        return
      }
      case '/metrics':
        if (!mayReadMetrics(ctx, site, metricsToken)) {
          ctx.status = 403
          ctx.body = { code: 'notAllowed' }
          return
        }
        ctx.type = metrics.registry.contentType
        ctx.body = await metrics.registry.metrics()
        return
      default:
        ctx.remove('Cache-Control')
        await next()
    }
  }
}
