import Koa from 'koa'
import type { Logger } from 'pino'
import type { Deps } from '#server/app/deps.ts'
import type { Metrics } from './metrics.ts'
import type { Site } from './site.ts'

export interface HttpAppOptions {
  deps: Deps
  site: Site
  log: Logger
  metrics: Metrics
  /** Folder of the built client (dist/client); null: API alone. */
  clientDir: string | null
  /** Folder of recordings; null: none are served. */
  recordingsDir: string | null
  /** Bearer token of /metrics; null: loopback peers only. */
  metricsToken: string | null
  /** Parse every response by its contract and fail loudly (test, development) instead of stripping alone. */
  strictResponses: boolean
  /** How many journal entries the push of this replica is behind; /readyz says 503 beyond 5000. */
  pushLag: () => number
}

/** The HTTP side of the web service; pass its `.callback()` to http.createServer. */
export function createHttpApp(_options: HttpAppOptions): Koa {
  return new Koa()
}
