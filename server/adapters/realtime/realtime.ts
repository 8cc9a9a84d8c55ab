import type { Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import type { Metrics } from '#server/adapters/http/metrics.ts'
import type { Site } from '#server/adapters/http/site.ts'
import type { Deps } from '#server/app/deps.ts'

export interface RealtimeOptions {
  httpServer: HttpServer
  deps: Deps
  site: Site
  log: Logger
  metrics: Metrics
  /** For the connection of its own that LISTENs. */
  databaseUrl: string
}

export interface Realtime {
  /** Journal entries not yet pushed by this replica. */
  pushLag(): number
  /** `session`: hex SHA-256 of its token. Calls `cut` within 5 s of its end; returns what stops the watching. */
  watchSession(session: string, cut: () => void): () => void
  /** Cuts all sockets (their clients reconnect elsewhere) and stops listening. */
  stop(): Promise<void>
}

/** Socket.IO at /socket.io: journal and live state to rooms, resume by seq. Await before httpServer.listen. */
export function createRealtime(_options: RealtimeOptions): Promise<Realtime> {
  return Promise.resolve({ pushLag: () => 0, watchSession: () => () => {}, stop: () => Promise.resolve() })
}
