import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { createHttpApp } from '#server/adapters/http/app.ts'
import { createMetrics } from '#server/adapters/http/metrics.ts'
import { createSite } from '#server/adapters/http/site.ts'
import { createTunnel } from '#server/adapters/http/tunnel.ts'
import { createUpgradeGuard } from '#server/adapters/http/upgrade-guard.ts'
import { createRealtime } from '#server/adapters/realtime/realtime.ts'
import type { Deps } from '#server/app/deps.ts'
import type { Config } from '#server/config/config.ts'
import type { SipDoor } from './sip-door.ts'

export interface WebOptions {
  config: Config
  deps: Deps
  log: Logger
  databaseUrl: string
  /** Folder of the built client; null: API alone. */
  clientDir: string | null
  /** The embedded PBX of this process; null: it is elsewhere. */
  sipDoor: SipDoor | null
}

/** The web service: HTTP, Socket.IO, the client's files, and the way to SIP at /ws. Resolves when it listens. */
export async function startWeb(options: WebOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const { config, deps, log } = options
  const site = createSite({ publicOrigin: config.http.publicOrigin, trustProxy: config.http.trustProxy })
  const metrics = createMetrics(deps)
  const httpServer = createServer()
  const realtime = await createRealtime({
    httpServer,
    deps,
    site,
    log,
    metrics,
    databaseUrl: options.databaseUrl,
  })
  const guard = createUpgradeGuard({
    deps,
    site,
    watchSession: (session, cut) => realtime.watchSession(session, cut),
  })
  const app = createHttpApp({
    deps,
    site,
    log,
    metrics,
    clientDir: options.clientDir,
    recordingsDir: config.recordingsDir,
    metricsToken: config.metricsToken,
    strictResponses: false,
    pushLag: () => realtime.pushLag(),
    authorizeUpgrade: (req) => guard.authorizeUpgrade(req),
  })
  const answer = app.callback()
  httpServer.on('request', (req, res) => void answer(req, res))
  const sipDoor = options.sipDoor ?? doorElsewhere(config, (req) => site.ipOf(req), log)
  const upgraded = new Set<Duplex>()
  httpServer.on('upgrade', (req, socket, head) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/socket.io')) return // Socket.IO listens itself
    if (pathname !== '/ws' || !sipDoor)
      return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    guard.handle(req, socket, head, sipDoor).catch((error: unknown) => {
      log.error({ err: error }, 'a SIP socket could not be opened')
      socket.destroy()
    })
  })
  const port = await listen(httpServer, config.http.host, config.http.port).catch(async (error: unknown) => {
    await realtime.stop()
    throw error
  })
  return {
    port,
    async stop() {
      const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()))
      await realtime.stop()
      httpServer.closeIdleConnections()
      for (const socket of upgraded) socket.destroy() // close() would wait for them
      const hurry = setTimeout(() => httpServer.closeAllConnections(), 3_000)
      await closed
      clearTimeout(hurry)
    },
  }
}

/** Asterisk's own WebSocket, or the embedded PBX of the telephony process on this machine. */
function doorElsewhere(
  config: Config,
  ipOf: Parameters<typeof createTunnel>[1],
  log: Logger,
): SipDoor | null {
  const { pbx } = config
  if (pbx.kind === 'asterisk') return createTunnel(pbx.webSocket, ipOf, log)
  return pbx.port === null ? null : createTunnel({ host: '127.0.0.1', port: pbx.port }, ipOf, log)
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
