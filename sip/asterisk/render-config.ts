import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reloadSecret } from './ami/reload.ts'
import { keepsPlaces, queueAnnouncements, queueWords } from './sounds/queue-words.ts'
import { defaultLimits, outgoingExtensions } from './outgoing-rules.ts'

export interface AsteriskPorts {
  /** HTTP of Asterisk: SIP over WebSocket at /ws. */
  http: number
  /** SIP over UDP, for the trunk. */
  sip: number
  ami: number
  rtpFrom: number
  rtpTo: number
}

/** The line to the telephone network. Calls from its addresses are residents' calls. */
export interface Trunk {
  addresses: string[]
  /** Where outgoing calls go, e.g. `sip:10.0.0.5:5060`; null: no outgoing calls. */
  contact: string | null
  /** Our number, shown to those whom we call. */
  number?: string
  account?: { username: string; password: string }
}

export interface AsteriskConfig {
  /** Paths as Asterisk sees them (inside its root). */
  etcDir: string
  dataDir: string
  logDir: string
  /** Of the control socket. */
  runDir: string
  recordingsDir: string
  celFile: string
  promptsDir: string
  /** Stands for /usr/share/asterisk (sounds/queue-words.ts). */
  shareDir: string
  /** Spoken shutdowns, made by the worker (ANNOUNCEMENTS_DIR). */
  announcementsDir: string
  moduleDir: string
  musicDir: string
  database: { host: string; port: number; name: string; user: string; password: string }
  ports: AsteriskPorts
  /** Addresses to listen on. Loopback by default for all: the front and the trunk's own network come by choice. */
  bind: { http: string; sip: string; ami: string; amiPermit: string }
  /** Networks (address/mask) from which our front comes with browsers' SIP; all else is refused to their accounts. */
  front: string[]
  /** Address that is told to the trunk and to browsers when Asterisk stands behind NAT (a container). */
  externalAddress?: string
  trunk: Trunk
  amiUser: string
  amiSecret: string
  /** Of the account `<amiUser>-robot`, which alone may call. */
  robotSecret: string
  queue: { number: string; name: string; ringSeconds: number; maxWaitSeconds: number; wrapUpSeconds: number }
  /** Calls of one number through the trunk in ten minutes; a further one is busy. */
  callsPerNumber: number
  /** False: callers are not told their place (tests of other things that are heard). */
  saysPlace?: boolean
  /** Names of prompts that exist in `promptsDir`, without extension. */
  prompts: string[]
}

/** The templates, also what docker/asterisk is made of. */
export const templatesDir = fileURLToPath(new URL('conf/', import.meta.url))

const said = (config: AsteriskConfig, prompt: string, line: string): string =>
  config.prompts.includes(prompt)
    ? ` same => n,${line}`
    : `; no prompt "${prompt}": no speech engine was found when this was made`

/** A database's column `queues.slot` has as many. */
const slots = 12

/** The queues of queues.conf that wait for an administrator's: how members are rung and who goes first cannot change in one. */
function queueSlots(): string {
  return Array.from({ length: slots }, (_, i) => i + 1)
    .flatMap((slot) => [
      // that of slot 1 is the queue of the installation
      ...(slot === 1 ? [] : [`[q${slot}-one](common)`]),
      ...[`[q${slot}-all](common)`, 'strategy = ringall'],
      ...[`[q${slot}-one-first](common)`, 'weight = 10'],
      ...[`[q${slot}-all-first](common)`, 'strategy = ringall', 'weight = 10'],
    ])
    .join('\n')
}

/** A trunk that is told by name has addresses that only its lookup knows: then `identify` alone says who it is. */
function knownPermits({ trunk, front }: AsteriskConfig): string {
  const isNumeric = (address: string): boolean => /^[\d.]+(\/[\d.]+)?$/.test(address)
  const permits = trunk.addresses.every(isNumeric) ? [...trunk.addresses, ...front] : ['0.0.0.0/0.0.0.0']
  return permits.map((one) => `permit = ${one}`).join('\n')
}

function values(config: AsteriskConfig): Record<string, string> {
  const { ports, database, bind, trunk, queue, externalAddress } = config
  return {
    etcDir: config.etcDir,
    dataDir: config.dataDir,
    logDir: config.logDir,
    runDir: config.runDir,
    recordingsDir: config.recordingsDir,
    celFile: config.celFile,
    promptsDir: config.promptsDir,
    shareDir: config.shareDir,
    announcementsDir: config.announcementsDir,
    moduleDir: config.moduleDir,
    musicDir: config.musicDir,
    dbHost: database.host,
    dbPort: String(database.port),
    dbName: database.name,
    dbUser: database.user,
    dbPassword: database.password,
    httpBind: bind.http,
    httpPort: String(ports.http),
    sipBind: bind.sip,
    sipPort: String(ports.sip),
    tlsPort: String(ports.sip + 1),
    amiBind: bind.ami,
    amiPermit: bind.amiPermit,
    amiPort: String(ports.ami),
    rtpFrom: String(ports.rtpFrom),
    rtpTo: String(ports.rtpTo),
    amiUser: config.amiUser,
    amiSecret: config.amiSecret,
    robotSecret: config.robotSecret,
    reloadSecret: reloadSecret(config.amiSecret),
    transportAddresses: externalAddress
      ? `external_media_address = ${externalAddress}\nexternal_signaling_address = ${externalAddress}\n`
      : '',
    iceAddresses: '',
    frontPermits: config.front.map((network) => `permit = ${network}`).join('\n'),
    knownPermits: knownPermits(config),
    trunkNumber: trunk.number ?? '',
    trunkIdentify:
      trunk.addresses.length === 0
        ? '; no addresses: no calls from a trunk'
        : [
            '[trunk]',
            'type = identify',
            'endpoint = trunk',
            ...trunk.addresses.map((address) => `match = ${address}`),
          ].join('\n'),
    trunkContact: trunk.contact ? `contact = ${trunk.contact}` : '; no contact: no outgoing calls',
    trunkAuth: trunk.account
      ? [
          'outbound_auth = trunk',
          '',
          '[trunk]',
          'type = auth',
          'auth_type = digest',
          `username = ${trunk.account.username}`,
          `password = ${trunk.account.password}`,
          '',
        ].join('\n')
      : '',
    queueNumber: queue.number,
    queueName: queue.name,
    queues: queueSlots(),
    someKey: String.fromCharCode(1),
    ringSeconds: String(queue.ringSeconds),
    maxWaitSeconds: String(queue.maxWaitSeconds),
    wrapUpSeconds: String(queue.wrapUpSeconds),
    greeting: said(config, 'greeting', 'Read(KEY,${PROMPTS}/greeting,1,,1,0.1)'),
    queueAnnouncements:
      config.saysPlace !== false && Object.keys(queueWords).every((name) => config.prompts.includes(name))
        ? queueAnnouncements
        : '; places are not said',
    keepsPlaces: config.prompts.includes('ru/queue/keep-place') ? keepsPlaces : '; no call back is offered',
    overflow: said(config, 'overflow', 'Playback(${PROMPTS}/overflow)'),
    callsPerNumber: String(config.callsPerNumber),
    defaultLimits: defaultLimits(),
    outgoing: outgoingExtensions(queue.number).join('\n'),
  }
}

/**
 * Fills `{{name}}` in a template. Throws for a name that is not known and for a value with a line break, `;` or `#`
 * at its start, which would become configuration of its own.
 */
export function fill(template: string, known: Record<string, string>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = known[name]
    if (value === undefined) throw new Error(`a template names {{${name}}}, which is not known`)
    return value
  })
}

function refuseUnsafe(config: AsteriskConfig): void {
  const { database, amiUser, amiSecret, robotSecret, trunk, queue } = config
  const typed = [
    ...[config.etcDir, config.dataDir, config.recordingsDir, config.celFile, config.promptsDir],
    config.announcementsDir,
    ...config.front,
    ...[database.host, database.name, database.user, database.password, amiUser, amiSecret, robotSecret],
    ...[
      trunk.contact ?? '',
      trunk.account?.username ?? '',
      trunk.account?.password ?? '',
      ...trunk.addresses,
    ],
    queue.number,
    queue.name,
  ]
  const unsafe = typed.findIndex((value) => /[\r\n;]/.test(value))
  if (unsafe !== -1) throw new Error('a value for the Asterisk configuration holds a line break or ";"')
}

/** Writes a whole /etc/asterisk into `into` (as we see it). */
export async function renderConfig(config: AsteriskConfig, into: string): Promise<void> {
  refuseUnsafe(config)
  const known = values(config)
  await mkdir(into, { recursive: true, mode: 0o750 })
  for (const name of await readdir(templatesDir)) {
    const template = await readFile(join(templatesDir, name), 'utf8')
    await writeFile(join(into, name), fill(template, known), { mode: 0o640 })
  }
}
