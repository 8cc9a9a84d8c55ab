import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { installViews } from '#sip/asterisk/install-views.ts'
import { startAsterisk, type RunningAsterisk } from '#sip/asterisk/run-asterisk.ts'
import { espeak } from '#sip/speech/espeak.ts'
import type { SipLog } from '#sip/live.ts'
import { isTold, runSipp, type Scenario, type SippRun } from '#sip/testing/sipp.ts'
import { freePort } from '../product/free-port.ts'
import { withClient } from '#server/platform/db/connection/with-client.ts'

export interface TestAsteriskOptions {
  /** The product's database (its owner), migrated. */
  databaseUrl: string
  log: SipLog
  queue?: Partial<{ number: string; ringSeconds: number; maxWaitSeconds: number; wrapUpSeconds: number }>
  /** How many calls at once; default 50. */
  atOnce?: number
  /** Calls of one number in ten minutes; default: more than a test makes. */
  callsPerNumber?: number
  /** Greeting and overflow message; without them calls reach the queue at once. Default false. */
  withPrompts?: boolean
  /** Callers are told their place in the queue; it takes `withPrompts`. Default false. */
  saysPlace?: boolean
  /** The root with Asterisk; default: that of ASTERISK_ROOT, the cache of root.ts, or the system's Asterisk. */
  root?: string | null
}

export interface TestAsterisk {
  running: RunningAsterisk
  /** `ws://127.0.0.1:…/ws` for operators and call pages. */
  webSocket: string
  ami: { host: string; port: number; username: string; secret: string }
  /** The account that may call. */
  robot: { host: string; port: number; username: string; secret: string }
  queueNumber: string
  /** Where the trunk's other side is expected for outgoing calls (start a `callee-…` scenario there). */
  trunkPort: number
  /** A resident calls through the trunk (127.0.0.2) with a 440 Hz tone. */
  call(options: {
    number: string
    name?: string
    seconds?: number
    scenario?: Scenario
    to?: string
    /** When a scenario with a key presses it, ms after the call was answered. */
    keyAfterMs?: number
  }): Promise<SippRun>
  /** Many at once; one SIPp. */
  calls(options: {
    numbers: string[]
    seconds: number
    rate?: number
    scenario?: Scenario
    keyAfterMs?: number
  }): Promise<SippRun>
  /** Starts Asterisk again after `running.kill()`, same folder, ports and ledger. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Where root.ts keeps the root when it is asked to by .ci/run and `npm run asterisk`. */
const cachedRoot = resolve('.cache/asterisk-root')
/** Test files that run beside each other take theirs from parts of their own. */
const ownSlots = (Number(process.env['VITEST_POOL_ID'] ?? 0) % 4) * 25
let started = 0
const trunkAddress = '127.0.0.2'

/** A whole Asterisk for one test file: own folder, own ports, views in the given database, a trunk on 127.0.0.2. */
export async function startTestAsterisk(options: TestAsteriskOptions): Promise<TestAsterisk> {
  const { log, databaseUrl } = options
  const queue = {
    number: '112',
    name: 'dispatch',
    ringSeconds: 5,
    maxWaitSeconds: 60,
    wrapUpSeconds: 0,
    ...options.queue,
  }
  const database = new URL(databaseUrl)
  const name = database.pathname.slice(1)
  // a role is the whole cluster's: tests beside each other must not change each other's password
  const role = `vakhta_asterisk_${name.replaceAll(/[^a-z0-9]/g, '_')}`.slice(0, 60)
  const password = 'asterisk-of-a-test'
  await withClient(databaseUrl, (client) =>
    installViews({
      query: (sql) => client.query(sql),
      database: name,
      role,
      password,
      queue,
      timeZone: 'Asia/Yekaterinburg',
    }),
  )
  const [http, sip, ami, trunkPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  // 200 ports each, about 50 calls; who needs more is alone on its machine
  const { atOnce = 50 } = options
  const rtpFrom = atOnce > 50 ? 10_000 : 20_000 + ((ownSlots + (started++ % 25)) % 100) * 200
  const dataDir = await mkdtemp(join(tmpdir(), 'vakhta-asterisk-'))
  const start = () =>
    startAsterisk({
      root: options.root === undefined ? defaultRoot() : options.root,
      dataDir,
      database: {
        host: database.hostname,
        port: Number(database.port || 5432),
        name,
        user: role,
        password,
      },
      ports: { http, sip, ami, rtpFrom, rtpTo: rtpFrom + atOnce * 4 - 2 },
      trunk: { addresses: [trunkAddress], contact: `sip:${trunkAddress}:${trunkPort}` },
      queue,
      amiUser: 'vakhta',
      amiSecret: 'ami-of-a-test',
      robotSecret: 'robot-of-a-test',
      speech: espeak,
      withPrompts: options.withPrompts ?? false,
      saysPlace: options.saysPlace ?? false,
      callsPerNumber: options.callsPerNumber ?? 10_000,
      log,
    })
  let running = await start()
  const sipp: SippRun[] = []
  const run = async (...args: Parameters<typeof runSipp>): Promise<SippRun> => {
    const started = await runSipp(...args)
    sipp.push(started)
    return started
  }
  const target = { host: '127.0.0.1', port: sip, localAddress: trunkAddress }

  return {
    get running() {
      return running
    },
    webSocket: `ws://127.0.0.1:${http}/ws`,
    ami: { host: '127.0.0.1', port: ami, username: 'vakhta', secret: 'ami-of-a-test' },
    robot: { host: '127.0.0.1', port: ami, username: 'vakhta-robot', secret: 'robot-of-a-test' },
    queueNumber: queue.number,
    trunkPort,
    call: async ({
      number,
      name: caller,
      seconds = 10,
      scenario = 'caller-plays-tone-and-hangs-up',
      to,
      keyAfterMs = 1000,
    }) =>
      run({
        ...target,
        keys: { wait: String(keyAfterMs) },
        scenario,
        to: to ?? '73452000000',
        callers: [{ number, ...(caller === undefined ? {} : { name: caller }) }],
        seconds,
        ...(isTold(scenario) ? { localPort: await freePort() } : {}),
      }),
    calls: ({ numbers, seconds, rate, scenario = 'caller-plays-tone-and-hangs-up', keyAfterMs = 1000 }) =>
      run({
        ...target,
        keys: { wait: String(keyAfterMs) },
        scenario,
        to: '73452000000',
        callers: numbers.map((number) => ({ number })),
        seconds,
        ...(rate === undefined ? {} : { rate }),
      }),
    async restart() {
      running = await start()
    },
    async stop() {
      for (const started of sipp) started.kill()
      await Promise.allSettled(sipp.map((started) => started.done))
      await running.stop()
      await withClient(databaseUrl, (client) =>
        client.query(
          `drop schema if exists asterisk cascade; grant ${role} to current_user; drop owned by ${role}; drop role ${role}`,
        ),
      )
      await rm(running.dataDir, { recursive: true, force: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function defaultRoot(): string | null {
  const named = process.env['ASTERISK_ROOT']
  if (named !== undefined) return named === '' ? null : named
  return existsSync(cachedRoot) ? cachedRoot : null
}
