import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import { createHttpApp } from '#server/platform/http/app.ts'
import { createMetrics } from '#server/platform/http/metrics.ts'
import { createSite } from '#server/platform/http/site.ts'
import { createTunnel } from '#server/platform/http/upgrade/tunnel.ts'
import { refuseUpgrade } from '#server/platform/http/upgrade/refuse-upgrade.ts'
import { createUpgradeGuard } from '#server/platform/http/upgrade/upgrade-guard.ts'
import { serveUpgrades } from '#server/platform/http/upgrade/upgrades.ts'
import { createRealtime } from '#server/platform/realtime/realtime.ts'
import { fileRoutes, handlers } from '#server/features.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { isCallerToken } from '#server/features/phone/caller-token.ts'
import type { Deps } from '#server/deps.ts'
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

/** Boards, phones and pages of the largest installation, and some; a stranger beyond is closed at once. */
const mostConnections = 6_000
/** Milliseconds: who says nothing, or one letter a minute, keeps no place. Files of 25 MB need their time. */
const patience = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 2_000 }

/** The web service: HTTP, Socket.IO, the client's files, and the way to SIP at /ws. Resolves when it listens. */
export async function startWeb(options: WebOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const { config, deps, log } = options
  const site = createSite({
    publicOrigin: config.http.publicOrigin,
    listenHost: config.http.host,
    trustProxy: config.http.trustProxy,
  })
  const metrics = createMetrics(deps)
  const httpServer = createServer(patience)
  httpServer.maxConnections = mostConnections
  const realtime = await createRealtime({
    deps,
    site,
    log,
    metrics,
    takeSnapshot: () => takeSnapshot(deps),
    databaseUrl: options.databaseUrl,
  })
  const guard = createUpgradeGuard({
    deps,
    site,
    isCallerToken: (token) => isCallerToken(deps, token),
    watchSession: (session, cut) => realtime.watchSession(session, cut),
  })
  const app = createHttpApp({
    deps,
    served: { handlers, files: fileRoutes },
    site,
    log,
    metrics,
    clientDir: options.clientDir,
    recordingsDir: config.recordingsDir,
    metricsToken: config.metricsToken,
    pushLag: () => realtime.pushLag(),
    onPageBegun: ({ permissions }) => realtime.expect(permissions),
    authorizeUpgrade: (req) => guard.authorizeUpgrade(req),
  })
  const answer = app.callback()
  httpServer.on('request', (req, res) => void answer(req, res))
  const sipDoor = options.sipDoor ?? doorElsewhere(config, (req) => site.ipOf(req), log)
  const upgrades = serveUpgrades(
    httpServer,
    {
      '/socket.io/': (req, socket, head) => realtime.handleUpgrade(req, socket, head),
      '/ws': (req, socket, head) =>
        sipDoor ? guard.handle(req, socket, head, sipDoor) : refuseUpgrade(socket, 404),
    },
    log,
  )
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
      upgrades.cutAll()
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
