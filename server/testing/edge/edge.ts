import { once } from 'node:events'
import { createServer } from 'node:http'
import pino from 'pino'
import type { Role } from '#contracts/permission.ts'
import { SignedIn, type User } from '#contracts/user.ts'
import { connect } from '#server/platform/db/connection/connect.ts'
import { createStore } from '#server/store.ts'
import { createMemoryCache } from '#server/platform/cache/memory-cache.ts'
import { createHttpApp } from '#server/platform/http/app.ts'
import { createMetrics } from '#server/platform/http/metrics.ts'
import { createSite } from '#server/platform/http/site.ts'
import { createUpgradeGuard } from '#server/platform/http/upgrade/upgrade-guard.ts'
import { serveUpgrades } from '#server/platform/http/upgrade/upgrades.ts'
import { createMemoryLimiter } from '#server/platform/limiter/memory-limiter.ts'
import { createRealtime, type Realtime } from '#server/platform/realtime/realtime.ts'
import { fileRoutes, handlers } from '#server/features.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { isCallerToken } from '#server/features/phone/caller-token.ts'
import type { Deps } from '#server/deps.ts'
import type { Announcements, RateLimiter } from '#server/ports.ts'
import { hashPassword } from '#server/features/session/password.ts'
import { noAnnouncements } from '../people/no-announcements.ts'
import { noMessages } from '../people/no-messages.ts'
import { createTestDatabase, type TestDatabase } from '../database/database.ts'
import { createLogger } from '#server/config/logger.ts'
import { quietLog } from '../people/quiet-log.ts'

/** The web service's edge on a real port and a database of its own: HTTP, Socket.IO and the guard of /ws. */
export interface TestEdge {
  origin: string
  deps: Deps
  database: TestDatabase
  realtime: Realtime
  limiter: RateLimiter
  /** Moves the clock that use cases see. */
  advance(ms: number): void
  addUser(role: Role, login?: string): Promise<User>
  signIn(login: string): Promise<Browser>
  /** Somebody of this role, signed in. */
  as(role: Role): Promise<Browser>
  anonymous: Browser
  stop(): Promise<void>
}

/** A browser's tab as far as the server can tell. */
export interface Browser {
  cookie: string
  csrf: string
  user: User | null
  send(method: string, path: string, options?: SendOptions): Promise<Response>
}
export interface SendOptions {
  body?: unknown
  headers?: Record<string, string>
}

export const password = 'correct horse'

export interface EdgeOptions {
  announcements?: Announcements
  recordingsDir?: string
  clientDir?: string
  callPage?: boolean
  publicOrigin?: string
  trustProxy?: boolean
  metricsToken?: string
  /** Lines of the log go here, as JSON. */
  logTo?: { write(line: string): void }
  /** A second replica: the database of the first, which drops it. */
  database?: TestDatabase
  /** Another way to the database, e.g. through a line that can be cut. */
  databaseUrl?: (url: string) => string
}

export async function startEdge(options: EdgeOptions = {}): Promise<TestEdge> {
  const database = options.database ?? (await createTestDatabase())
  const databaseUrl = options.databaseUrl?.(database.url) ?? database.url
  const knex = connect({ url: databaseUrl, max: 10 })
  const limiter = createMemoryLimiter()
  let ahead = 0
  const deps: Deps = {
    store: createStore(knex),
    cache: createMemoryCache(),
    limiter,
    announcements: options.announcements ?? noAnnouncements,
    messages: noMessages,
    log: quietLog,
    now: () => new Date(Date.now() + ahead),
    installation: {
      timeZone: 'Asia/Yekaterinburg',
      pbx: 'embedded',
      sipRealm: 'vakhta.test',
      sipDomain: 'vakhta.test',
      queueNumber: '112',
      callPage: options.callPage ?? true,
    },
  }
  const log = options.logTo ? createLogger('debug', options.logTo) : pino({ level: 'silent' })
  const site = createSite({
    publicOrigin: options.publicOrigin ?? null,
    trustProxy: options.trustProxy ?? false,
  })
  const metrics = createMetrics(deps)
  let realtime: Realtime | undefined
  const app = createHttpApp({
    deps,
    served: { handlers, files: fileRoutes },
    site,
    log,
    metrics,
    clientDir: options.clientDir ?? null,
    recordingsDir: options.recordingsDir ?? null,
    metricsToken: options.metricsToken ?? null,
    pushLag: () => realtime?.pushLag() ?? 0,
    onPageBegun: ({ permissions }) => realtime?.expect(permissions),
  })
  const httpServer = createServer(app.callback())
  // both sides are this process: when it worked longer than the usual 5 s the one closes what the other is about to use
  httpServer.keepAliveTimeout = 120_000
  const started = await createRealtime({
    deps,
    site,
    log,
    metrics,
    takeSnapshot: () => takeSnapshot(deps),
    databaseUrl,
  })
  realtime = started
  const guard = createUpgradeGuard({
    deps,
    site,
    isCallerToken: (token) => isCallerToken(deps, token),
    watchSession: started.watchSession,
  })
  const upgrades = serveUpgrades(
    httpServer,
    {
      '/socket.io/': (req, socket, head) => started.handleUpgrade(req, socket, head),
      // The SIP side is not part of the edge: what is let through says so and stays open
      '/ws': (req, socket, head) =>
        guard.handle(req, socket, head, (_req, accepted) =>
          accepted.write(
            'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
          ),
        ),
    },
    deps.log,
  )
  httpServer.listen(0, '127.0.0.1')
  await once(httpServer, 'listening')
  const address = httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`

  let passwordHash: string | undefined
  let count = 0
  const browser = (cookie: string, csrf: string, user: User | null): Browser => ({
    cookie,
    csrf,
    user,
    send: (method, path, { body, headers = {} } = {}) =>
      fetch(origin + path, {
        method,
        redirect: 'manual',
        headers: {
          origin,
          ...(cookie === '' ? {} : { cookie, 'x-csrf-token': csrf }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  })

  const addUser: TestEdge['addUser'] = async (role, login = `${role}-${++count}`) => {
    passwordHash ??= await hashPassword(password)
    const sipUsername = role === 'operator' || role === 'dispatcher' ? `op-${login}` : null
    return deps.store.repositories.users.add({ login, name: `Имя ${login}`, role, sipUsername, passwordHash })
  }
  const signIn: TestEdge['signIn'] = async (login) => {
    const answer = await browser('', '', null).send('POST', '/api/sign-in', { body: { login, password } })
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
    const { csrf, user } = SignedIn.parse(await answer.json())
    return browser((answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrf, user)
  }

  return {
    origin,
    deps,
    database,
    realtime: started,
    limiter,
    advance: (ms) => {
      ahead += ms
    },
    addUser,
    signIn,
    as: async (role) => signIn((await addUser(role)).login),
    anonymous: browser('', '', null),
    async stop() {
      await started.stop()
      const closed = once(httpServer, 'close')
      httpServer.close()
      httpServer.closeAllConnections()
      upgrades.cutAll()
      await closed
      await deps.cache.stop()
      await knex.destroy()
      if (!options.database) await database.drop()
    },
  }
}
