import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import type { Logger } from 'pino'
import { Refusal } from '#contracts/error.ts'
import type { Deps } from '#server/deps.ts'
import { accessLog } from './access-log.ts'
import { api, type Served } from './api.ts'
import { BadInput } from './errors.ts'
import type { Edge } from './edge.ts'
import { health } from './health.ts'
import { knownHost } from './known-host.ts'
import type { Metrics } from './metrics.ts'
import { securityHeaders } from './security-headers.ts'
import type { Site } from './site.ts'
import { staticFiles } from './files/static-files.ts'
import type { UpgradeGuard } from './upgrade/upgrade-guard.ts'
import { wsAuth } from './upgrade/ws-auth.ts'

export interface HttpAppOptions {
  deps: Deps
  site: Site
  log: Logger
  /** What the features answer (server/features.ts). */
  served: Served
  metrics: Metrics
  /** Folder of the built client (dist/client); null: API alone. */
  clientDir: string | null
  /** Folder of recordings; null: none are served. */
  recordingsDir: string | null
  /** Bearer token of /metrics; null: loopback peers only. */
  metricsToken: string | null
  /** How many journal entries the push of this replica is behind; /readyz says 503 beyond 5000. */
  pushLag: () => number
  onPageBegun?: Edge['onPageBegun']
  /** Answers nginx at /api/ws-auth; without it nginx may open no SIP socket. */
  authorizeUpgrade?: UpgradeGuard['authorizeUpgrade']
}

/** A draft with all its texts in JSON is below 20 kB. */
const BODY_LIMIT = '64kb'

/** The HTTP side of the web service; pass its `.callback()` to http.createServer. */
export function createHttpApp(options: HttpAppOptions): Koa {
  const { deps, site, log, metrics, clientDir } = options
  const app = new Koa()
  // Faults of answers under way (a reader that went away in the middle of a file)
  app.on('error', (err: unknown) => log.debug({ err }, 'answer broken off'))

  app.use(accessLog(log, metrics))
  app.use(securityHeaders((ctx) => site.isHttps(ctx.req)))
  app.use(health(options))
  app.use(knownHost(site))
  if (options.authorizeUpgrade) app.use(wsAuth(options.authorizeUpgrade))
  app.use(
    bodyParser({
      enableTypes: ['json'],
      jsonLimit: BODY_LIMIT,
      onError: (error) => {
        if ('status' in error && error.status === 413) throw new Refusal('tooLarge')
        throw new BadInput([{ path: 'body', message: 'not valid JSON' }])
      },
    }),
  )
  const { recordingsDir, onPageBegun } = options
  app.use(api({ deps, site, recordingsDir, onPageBegun }, options.served).routes())
  app.use(async (ctx, next) => {
    if (ctx.path.startsWith('/api/') || ctx.path.startsWith('/socket.io') || ctx.path === '/ws')
      throw new Refusal('notFound')
    await next()
  })
  if (clientDir !== null) app.use(staticFiles(clientDir))
  app.use(() => {
    throw new Refusal('notFound')
  })
  return app
}
