import type { IncomingMessage } from 'node:http'
import type { Socket as NetSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { Refusal } from '#contracts/error.ts'
import type { Permission } from '#contracts/permission.ts'
import type { Snapshot } from '#contracts/journal.ts'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import { answerOf } from '#server/platform/http/errors.ts'
import type { Metrics } from '#server/platform/http/metrics.ts'
import { refuseUpgrade } from '#server/platform/http/upgrade/refuse-upgrade.ts'
import type { Site } from '#server/platform/http/site.ts'
import type { Deps } from '#server/deps.ts'
import { authenticateSocket, type SocketData } from './socket/authenticate-socket.ts'
import { watchBackPressure } from './socket/back-pressure.ts'
import { createBoardLines, type Line } from './push/board-lines.ts'
import { createEngine } from './socket/engine.ts'
import { createFanOut } from './push/fan-out.ts'
import { takeHeartbeats } from './socket/heartbeats.ts'
import { listen } from './push/listen.ts'
import { startLive } from './live.ts'
import { startPush } from './push/push.ts'
import { keepNoRequests, releaseRequest } from './socket/release-request.ts'
import { createResumer } from './resume.ts'
import { roomOf } from './push/rooms.ts'
import { serveResume, type BoardSocket } from './resume-request.ts'
import { watchSessions } from './socket/session-watch.ts'
import { watchStrangers } from './socket/strangers.ts'
import { serveWatching } from './socket/watchers.ts'

export interface RealtimeOptions {
  deps: Deps
  site: Site
  log: Logger
  metrics: Metrics
  /** Everything a board shows, of one moment. */
  takeSnapshot: () => Promise<Snapshot>
  /** For the connection of its own that LISTENs. */
  databaseUrl: string
}

export interface Realtime {
  /** Journal entries not yet pushed by this replica. */
  pushLag: () => number
  /** `session`: hex SHA-256 of its token. Calls `cut` within 5 s of its end; returns what stops the watching. */
  watchSession: (session: string, cut: () => void) => () => void
  /** Somebody with these permissions will soon ask for everything: it is made ready while his page loads. */
  expect: (permissions: readonly Permission[]) => void
  /** The door at /socket.io/. */
  handleUpgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Cuts all sockets (their clients reconnect elsewhere) and stops listening; the HTTP server stays its owner's. */
  stop: () => Promise<void>
}

/** A goodbye to a peer that does not read would wait for ever. */
const GOODBYE_MS = 2000

/** The page measures its way to us. A stranger's client may send anything. */
const echo = (ack: unknown): void => {
  if (typeof ack === 'function') ack()
}

/** Socket.IO at /socket.io: journal and live state to rooms, resume by seq. */
export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { deps, site, log, metrics, databaseUrl } = options
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>({
    serveClient: false,
  })
  const engine = createEngine()
  const strangers = watchStrangers(engine, {
    addressOf: (req) => site.ipOf(req),
    onCut: () => metrics.socketsCut.inc({ reason: 'stranger' }),
  })

  const lines = createBoardLines()
  const fanOut = createFanOut(lines)
  const push = await startPush({ deps, emit: fanOut.journal })
  const unhear = deps.store.onCommit(push.hand)
  const live = startLive(deps, fanOut.live)
  const sessions = watchSessions(deps)
  const heartbeats = takeHeartbeats(deps)
  const resumer = createResumer(deps, push, options.takeSnapshot)
  const notifications = listen({
    databaseUrl,
    channels: {
      journal(notified) {
        const [seq, writer] = notified.split(' ')
        // what this process wrote is handed on at its commit
        if (writer !== deps.store.writer) push.committed(Number(seq))
      },
      live: live.wake,
      session: sessions.ended,
      phone_secret: (userId) => io.to(`person:${userId}`).emit('phoneSecret'),
    },
    log: deps.log,
    onConnected: () => {
      push.wake()
      live.wake()
    },
  })

  /** What the client sees as `connect_error` with the code as message, or nothing when it may come in. */
  const refusalOf = async (socket: BoardSocket): Promise<Error | undefined> => {
    try {
      if (!strangers.has(socket.conn)) throw new Refusal('badInput') // was let in before: once is enough
      socket.data = await authenticateSocket(deps, site, socket.request, socket.handshake.auth)
      strangers.letIn(socket.conn)
      return undefined
    } catch (error) {
      const { body, isFault } = answerOf(error)
      if (isFault) log.error({ err: error }, 'socket handshake failed')
      strangers.sendAway(socket.conn)
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
    const { session, role, room, userId } = socket.data
    if (userId !== null) void socket.join(`person:${userId}`)
    const line: Line = { tcp, onSlow: () => cut(socket, tcp, 'slow'), waiting: 0 }
    const unwatch = sessions.watch(session, () => cut(socket, tcp, 'signedOut'), role)
    watchBackPressure(socket.conn, line.onSlow)
    serveResume({ deps, socket, join: () => lines.join(room, line), resumer, live })
    heartbeats.serve(socket)
    serveWatching(deps, socket)
    socket.on('echo', echo)
    socket.on('disconnect', () => {
      metrics.sockets.dec()
      lines.leave(room, line)
      unwatch()
    })
  })

  metrics.watchPushLag(push.lag)
  keepNoRequests(engine)
  io.bind(engine)

  return {
    pushLag: push.lag,
    handleUpgrade(req, socket, head) {
      // Cross-site WebSocket hijacking: the browser sends cookies to us from any page, and says whose page it is
      if (!site.isOurs(req)) return refuseUpgrade(socket, 403)
      if (!strangers.hasRoom(site.ipOf(req))) return refuseUpgrade(socket, 503)
      engine.handleUpgrade(req, socket, head)
    },
    watchSession: sessions.watch,
    expect: (permissions) => resumer.expect(roomOf(permissions, null)),
    async stop() {
      unhear()
      sessions.stop()
      fanOut.stop()
      await Promise.all([notifications.stop(), push.stop(), live.stop(), heartbeats.stop()])
      io.disconnectSockets(true)
      engine.close()
    },
  }
}
