import type { Server as HttpServer } from 'node:http'
import type { Socket as NetSocket } from 'node:net'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import { answerOf } from '#server/adapters/http/errors.ts'
import type { Metrics } from '#server/adapters/http/metrics.ts'
import type { Site } from '#server/adapters/http/site.ts'
import type { Deps } from '#server/app/deps.ts'
import { authenticateSocket, type SocketData } from './authenticate-socket.ts'
import { watchBackPressure } from './back-pressure.ts'
import { createBoardLines, type Line } from './board-lines.ts'
import { createFanOut } from './fan-out.ts'
import { takeHeartbeats } from './heartbeats.ts'
import { listen } from './listen.ts'
import { startLive } from './live.ts'
import { startPush } from './push.ts'
import { keepNoRequests, releaseRequest } from './release-request.ts'
import { createResumer } from './resume.ts'
import { serveResume, type BoardSocket } from './resume-request.ts'
import { watchSessions } from './session-watch.ts'

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
  pushLag: () => number
  /** `session`: hex SHA-256 of its token. Calls `cut` within 5 s of its end; returns what stops the watching. */
  watchSession: (session: string, cut: () => void) => () => void
  /** Cuts all sockets (their clients reconnect elsewhere) and stops listening; the HTTP server stays its owner's. */
  stop: () => Promise<void>
}

/** A goodbye to a peer that does not read would wait for ever. */
const GOODBYE_MS = 2000

/** The page measures its way to us. A stranger's client may send anything. */
const echo = (ack: unknown): void => {
  if (typeof ack === 'function') ack()
}

/** Socket.IO at /socket.io: journal and live state to rooms, resume by seq. Await before httpServer.listen. */
export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { httpServer, deps, site, log, metrics, databaseUrl } = options
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>({
    path: '/socket.io',
    // One connection, so any replica may take it: no sticky sessions
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    // Upgrades of other paths (/ws) are answered by the upgrade guard, which may wait for the database
    destroyUpgradeTimeout: 15_000,
    // Cross-site WebSocket hijacking: the browser sends cookies to us from any page, and says whose page it is
    allowRequest: (req, answer) => answer(null, site.isOurs(req)),
  })

  const lines = createBoardLines()
  const fanOut = createFanOut(lines)
  const push = await startPush({ deps, emit: fanOut.journal })
  const live = startLive(deps, fanOut.live)
  const sessions = watchSessions(deps)
  const heartbeats = takeHeartbeats(deps)
  const resumer = createResumer(deps, push)
  const notifications = listen({
    databaseUrl,
    channels: { journal: push.wake, live: live.wake, session: sessions.ended },
    log: deps.log,
    onConnected: () => {
      push.wake()
      live.wake()
    },
  })

  /** What the client sees as `connect_error` with the code as message, or nothing when it may come in. */
  const refusalOf = async (socket: BoardSocket): Promise<Error | undefined> => {
    try {
      socket.data = await authenticateSocket(deps, site, socket.request, socket.handshake.auth)
      return undefined
    } catch (error) {
      const { body, isFault } = answerOf(error)
      if (isFault) log.error({ err: error }, 'socket handshake failed')
      return new Error(body.code)
    }
  }
  // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's middleware takes its verdict by callback
  io.use((socket, next) => void refusalOf(socket).then(next))

  const cut = (socket: BoardSocket, tcp: NetSocket, reason: 'slow' | 'signedOut'): void => {
    metrics.socketsCut.inc({ reason })
    log.info({ userId: socket.data.userId, reason }, 'socket cut')
    if (reason === 'slow') return void tcp.destroy()
    socket.emit('signedOut')
    socket.disconnect(true)
    setTimeout(() => tcp.destroy(), GOODBYE_MS).unref()
  }

  io.on('connection', (socket) => {
    metrics.sockets.inc()
    const { socket: tcp } = socket.request
    releaseRequest(socket)
    // Nobody emits to a socket by its id, and a room is some hundred bytes
    void socket.leave(socket.id)
    const { session, role, room } = socket.data
    const line: Line = { tcp, onSlow: () => cut(socket, tcp, 'slow'), waiting: 0 }
    const unwatch = sessions.watch(session, () => cut(socket, tcp, 'signedOut'), role)
    watchBackPressure(socket.conn, line.onSlow)
    serveResume({ deps, socket, join: () => lines.join(room, line), resumer, live })
    heartbeats.serve(socket)
    socket.on('echo', echo)
    socket.on('disconnect', () => {
      metrics.sockets.dec()
      lines.leave(room, line)
      unwatch()
    })
  })

  metrics.watchPushLag(push.lag)
  io.attach(httpServer)
  keepNoRequests(io.engine)

  return {
    pushLag: push.lag,
    watchSession: sessions.watch,
    async stop() {
      sessions.stop()
      fanOut.stop()
      await Promise.all([notifications.stop(), push.stop(), live.stop(), heartbeats.stop()])
      io.disconnectSockets(true)
      // Not io.close(): it would close the HTTP server, which is not ours
      io.engine.close()
    },
  }
}
