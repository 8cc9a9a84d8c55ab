import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Variables, variableNames, type Service } from './variables.ts'

export type { Service } from './variables.ts'

/** The configuration of one process: read once, checked, frozen; nothing else reads the environment. */
export interface Config {
  readonly http: {
    readonly host: string
    readonly port: number
    readonly publicOrigin: string | null
    readonly trustProxy: boolean
  }
  readonly services: readonly Service[]
  /** Absolute. */
  readonly dataDir: string
  /** Null: embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  /** Of the superuser who makes the product's role (`vakhta_bootstrap`), for the job `migrate`; null: somebody else did. */
  readonly bootstrapPassword: string | null
  readonly redisUrl: string | null
  readonly memcachedServers: readonly string[]
  /** The demo company is seeded into an empty database, and its password is printed at the start. */
  readonly demo: boolean
  /** Null: one is made for the data folder. */
  readonly demoPassword: string | null
  readonly callPage: boolean
  readonly timeZone: string
  readonly pbx: PbxConfig
  readonly sip: { readonly domain: string; readonly realm: string; readonly queueNumber: string }
  /** Waiting callers; both PBXs are set up with it. */
  readonly queue: {
    readonly number: string
    readonly name: string
    readonly ringSeconds: number
    readonly maxWaitSeconds: number
    readonly wrapUpSeconds: number
  }
  /** Absolute. */
  readonly recordingsDir: string
  /** Absolute; where spoken shutdowns are put for Asterisk to play. */
  readonly announcementsDir: string
  /** Short messages to residents; null: none are sent. */
  readonly sms: { readonly url: string; readonly token: string | null } | null
  /** Bearer token of /metrics; null: loopback peers alone. */
  readonly metricsToken: string | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export type PbxConfig =
  | {
      readonly kind: 'embedded'
      /** Where SIP over WebSocket is served when the web service runs in another process. */
      readonly port: number | null
      readonly ledgerFile: string
    }
  | {
      readonly kind: 'asterisk'
      readonly celFile: string
      /** Its HTTP, for browsers that reach SIP at /ws of our site; in production nginx leads there. */
      readonly webSocket: { readonly host: string; readonly port: number }
      readonly ami: {
        readonly host: string
        readonly port: number
        readonly username: string
        readonly secret: string
      }
      /** The account that calls residents, for the worker; null: no calls of ours. */
      readonly robot: {
        readonly host: string
        readonly port: number
        readonly username: string
        readonly secret: string
      } | null
      /** Role by which Asterisk reads its views; without a password the views are somebody else's care. */
      readonly database: { readonly role: string; readonly password: string | null }
    }

/** One sentence a wrong variable; `npm start` prints them and exits with 78 (EX_CONFIG of sysexits.h). */
export class ConfigError extends Error {
  readonly problems: readonly { variable: string; value: string; expected: string }[]
  constructor(problems: readonly { variable: string; value: string; expected: string }[]) {
    super(problems.map(({ variable, expected }) => `${variable}: ${expected}`).join('; '))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the configuration. An empty variable counts as unset (compose files pass them so); unknown variables
 * are nobody's business of ours. Secrets do not appear in the errors.
 * @throws ConfigError
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variableNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const parsed = Variables.safeParse(given)
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const variable = String(issue.path[0])
        return {
          variable,
          value: isSecret(variable) ? '…' : (given[variable] ?? ''),
          expected: issue.message,
        }
      }),
    )
  const v = parsed.data
  const dataDir = path.resolve(v.DATA_DIR)
  const demo = v.DEMO ?? v.DATABASE_URL === undefined
  if (demo && v.SERVICES.includes('web') && !isLoopback(v.HOST) && !v.DEMO_ON_NETWORK)
    throw wrong(
      'HOST',
      v.HOST,
      'демонстрационная компания с напечатанным паролем видна только с этой машины; без неё: --no-demo (DEMO=0), а если её и правда надо показать сети: DEMO_ON_NETWORK=1 и PUBLIC_ORIGIN',
    )
  return deepFreeze<Config>({
    http: { host: v.HOST, port: v.PORT, publicOrigin: origin(v.PUBLIC_ORIGIN), trustProxy: v.TRUST_PROXY },
    services: [...new Set(v.SERVICES)],
    dataDir,
    databaseUrl: v.DATABASE_URL ?? null,
    bootstrapPassword: secretIn('DATABASE_BOOTSTRAP_PASSWORD_FILE', v.DATABASE_BOOTSTRAP_PASSWORD_FILE),
    redisUrl: v.REDIS_URL ?? null,
    memcachedServers: v.MEMCACHED_SERVERS ?? [],
    demo,
    demoPassword: v.DEMO_PASSWORD ?? null,
    callPage: v.CALL_PAGE ?? demo,
    timeZone: v.TIME_ZONE,
    pbx: v.PBX === 'embedded' ? embedded(v, dataDir) : asterisk(v),
    sip: { domain: v.SIP_DOMAIN, realm: v.SIP_REALM, queueNumber: v.QUEUE_NUMBER },
    // ПП 416, п. 13: a call is answered within 5 minutes, otherwise called back
    queue: {
      number: v.QUEUE_NUMBER,
      name: 'dispatch',
      ringSeconds: 20,
      maxWaitSeconds: 300,
      // the PBX's own rest only bridges the moment until ours is written (ADR 0012)
      wrapUpSeconds: 1,
    },
    recordingsDir: path.resolve(v.RECORDINGS_DIR ?? path.join(dataDir, 'recordings')),
    announcementsDir: path.resolve(v.ANNOUNCEMENTS_DIR ?? path.join(dataDir, 'announcements')),
    sms:
      v.SMS_GATEWAY_URL === undefined
        ? null
        : {
            url: v.SMS_GATEWAY_URL,
            token: v.SMS_GATEWAY_TOKEN ?? secretIn('SMS_GATEWAY_TOKEN_FILE', v.SMS_GATEWAY_TOKEN_FILE),
          },
    metricsToken: v.METRICS_TOKEN ?? null,
    logLevel: v.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
  })
}

function embedded(v: Variables, dataDir: string): PbxConfig {
  const hasBoth = v.SERVICES.includes('web') && v.SERVICES.includes('telephony')
  if (v.SERVICES.includes('telephony') && !hasBoth && v.PBX_PORT === undefined)
    throw wrong('PBX_PORT', '', 'is needed when telephony with the embedded PBX runs without the web service')
  return {
    kind: 'embedded',
    port: hasBoth ? null : (v.PBX_PORT ?? null),
    ledgerFile: path.join(dataDir, 'ledger.jsonl'),
  }
}

function asterisk(v: Variables): PbxConfig {
  const secret = v.ASTERISK_AMI_SECRET ?? secretIn('ASTERISK_AMI_SECRET_FILE', v.ASTERISK_AMI_SECRET_FILE)
  const password =
    v.ASTERISK_DB_PASSWORD ?? secretIn('ASTERISK_DB_PASSWORD_FILE', v.ASTERISK_DB_PASSWORD_FILE)
  if (v.SERVICES.includes('telephony') && secret === null)
    throw wrong('ASTERISK_AMI_SECRET', '', 'or ASTERISK_AMI_SECRET_FILE is needed with PBX=asterisk')
  const robotSecret =
    v.ASTERISK_AMI_ROBOT_SECRET ??
    secretIn('ASTERISK_AMI_ROBOT_SECRET_FILE', v.ASTERISK_AMI_ROBOT_SECRET_FILE)
  const where = hostAndPort(v.ASTERISK_AMI)
  return {
    kind: 'asterisk',
    celFile: path.resolve(v.ASTERISK_CEL_FILE),
    webSocket: hostAndPort(v.ASTERISK_WS),
    ami: { ...where, username: v.ASTERISK_AMI_USER, secret: secret ?? '' },
    robot:
      robotSecret === null
        ? null
        : { ...where, username: `${v.ASTERISK_AMI_USER}-robot`, secret: robotSecret },
    database: { role: v.ASTERISK_DB_USER, password },
  }
}

/** Secrets of a swarm are files. */
function secretIn(variable: string, file: string | undefined): string | null {
  if (file === undefined) return null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw wrong(variable, file, 'cannot be read')
  }
}

const wrong = (variable: string, value: string, expected: string): ConfigError =>
  new ConfigError([{ variable, value, expected }])

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
const isSecret = (variable: string): boolean => /SECRET$|PASSWORD$|TOKEN$|_URL$/.test(variable)
const hostAndPort = (text: string): { host: string; port: number } => {
  const [host = '', port = ''] = text.split(':')
  return { host, port: Number(port) }
}
const origin = (address: string | undefined): string | null => (address ? new URL(address).origin : null)

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze)
    Object.freeze(value)
  }
  return value
}
