import path from 'node:path'
import type { Logger } from 'pino'
import { createCache } from '#server/platform/cache/create-cache.ts'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { createStore } from './store.ts'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { createVoices } from '#server/platform/files/voices.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createLimiter } from '#server/platform/limiter/create-limiter.ts'
import { createJobRunner } from '#server/platform/queue/create-job-runner.ts'
import { createHttpGateway } from '#server/platform/sms/http-gateway.ts'
import type { Deps } from './deps.ts'
import type { Config } from '#server/config/config.ts'
import { jobHandlers, jobIntervals } from '#server/features.ts'
import { once, type Stoppable } from '#server/services/stoppable.ts'
import { startHeartbeat } from '#server/services/heartbeat.ts'
import { startTelephony } from '#server/services/telephony.ts'
import { startWeb } from '#server/services/web.ts'
import { startWorker } from '#server/services/worker.ts'
import { waysOut } from '#server/features/trunk/ways-out.ts'
import { createTrunkTests } from '#sip/asterisk/ami/trunk-test.ts'
import { createPlaceCalls } from '#sip/asterisk/ami/kept-places.ts'
import { createRobotCalls } from '#sip/asterisk/robot-calls.ts'
import { untilDone } from '#server/services/until-done.ts'

export interface StartOptions {
  log: Logger
  /** Folder of the built client, null: API alone. Asked when everything else runs: it may be built meanwhile. */
  clientDir: () => Promise<string | null>
  /** Called with a migrated database before any service starts: seeding. */
  prepare?: (deps: Deps) => Promise<void>
  /** Breaks the start off before its next step: what had started is stopped, and the start rejects. */
  signal?: AbortSignal
}

export interface Vakhta {
  /** Where the web service listens; null when this process runs none. */
  port: number | null
  databaseUrl: string
  /** Stops everything in order; calls of the embedded PBX are ended. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * The composition root: configuration -> dependencies -> the services asked for. What was started is stopped in
 * reverse order, also when a later part fails to start.
 */
export async function startVakhta(config: Config, options: StartOptions): Promise<Vakhta> {
  const { log, signal } = options
  const started: Stoppable[] = []
  const stop = once(async () => {
    for (const part of started.toReversed())
      await part.stop().catch((error: unknown) => log.error({ err: error }, 'stopping'))
  })
  try {
    const databaseUrl = config.databaseUrl ?? (await embeddedDatabase(config, log, started))
    signal?.throwIfAborted()
    const deps = await buildDeps(config, databaseUrl, log, started)
    await untilDone('the database', log, () => migrate(deps.store.repositories.knex), signal)
    signal?.throwIfAborted()
    await options.prepare?.(deps)
    signal?.throwIfAborted()
    const common = { config, deps, log, databaseUrl }
    const has = (service: Config['services'][number]): boolean => config.services.includes(service)

    if (!has('web')) started.push(startHeartbeat(path.join(config.dataDir, 'alive'), log))
    const telephony = has('telephony') ? await startTelephony(common) : null
    if (telephony) started.push(telephony)
    if (has('worker')) {
      const runner = createJobRunner({
        deps,
        databaseUrl,
        redisUrl: config.redisUrl,
        handlers: jobHandlers,
        intervals: jobIntervals,
      })
      started.push(await startWorker(runner))
    }
    const web = has('web')
      ? await startWeb({
          ...common,
          clientDir: await options.clientDir(),
          sipDoor: telephony?.sipDoor ?? null,
        })
      : null
    // the PBX ends first: phones hear the end of their calls through the web service
    if (web) started.splice(telephony ? started.indexOf(telephony) : started.length, 0, web)
    return { port: web?.port ?? null, databaseUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function embeddedDatabase(config: Config, log: Logger, started: Stoppable[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  started.push(postgres)
  return postgres.url
}

async function buildDeps(
  config: Config,
  databaseUrl: string,
  log: Logger,
  started: Stoppable[],
): Promise<Deps> {
  const knex = connect({
    url: databaseUrl,
    applicationName: `vakhta ${config.services.join('+')}`,
    watch: { log },
  })
  started.push({ stop: () => knex.destroy() })
  const cache = createCache({ memcachedServers: config.memcachedServers, log })
  started.push(cache)
  const limiter = await createLimiter({ redisUrl: config.redisUrl, log })
  started.push(limiter)
  const robot = config.pbx.kind === 'asterisk' ? config.pbx.robot : null
  const store = createStore(knex)
  const { settings, spokenFiles } = store.repositories
  const voices = createVoices(async () => (await settings.read()).settings)
  return {
    store,
    cache,
    limiter,
    messages: {
      sms: config.sms === null ? null : createHttpGateway(config.sms),
      calls: robot === null ? null : createRobotCalls(robot, () => waysOut(store)),
      places: robot === null ? null : createPlaceCalls(robot),
      trunkTests: robot === null ? null : createTrunkTests(robot),
    },
    announcements: createAnnouncements({ dir: config.announcementsDir, voices, spokenFiles }),
    log,
    now: () => new Date(),
    installation: {
      timeZone: config.timeZone,
      pbx: config.pbx.kind,
      sipRealm: config.sip.realm,
      sipDomain: config.sip.domain,
      queueNumber: config.sip.queueNumber,
      callPage: config.callPage,
    },
  }
}
