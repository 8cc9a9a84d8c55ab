import type { AsteriskConfig } from './render-config.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface ContainerFacts {
  /** Our address on the network of the services, and its mask: AMI and WebSocket listen there alone. */
  back: { address: string; netmask: string }
  moduleDir: string
  readSecret: (file: string) => string
}

/**
 * Configuration of Asterisk in its container, from the environment that docker-compose.yml gives. A value may come as
 * `NAME` or, from a secret, as `NAME_FILE`. Throws with the name of what is missing.
 */
export function containerConfig(environment: Environment, facts: ContainerFacts): AsteriskConfig {
  const value = (name: string, otherwise?: string): string => {
    const file = environment[`${name}_FILE`]
    const found = file ? facts.readSecret(file) : environment[name]
    if (found) return found
    if (otherwise === undefined) throw new Error(`${name} or ${name}_FILE must be set`)
    return otherwise
  }
  const number = (name: string, otherwise: number): number => {
    const found = Number(value(name, String(otherwise)))
    if (!Number.isInteger(found) || found <= 0) throw new Error(`${name} must be a whole number`)
    return found
  }
  const externalAddress = value('ASTERISK_EXTERNAL_ADDRESS', '')
  const account = value('TRUNK_USERNAME', '')
  return {
    etcDir: '/etc/asterisk',
    dataDir: '/var/lib/vakhta',
    logDir: '/var/log/asterisk',
    runDir: '/run/asterisk',
    recordingsDir: '/var/spool/asterisk/monitor',
    celFile: '/var/log/asterisk/cel-custom/cel.json',
    promptsDir: '/var/lib/announcements/prompts',
    shareDir: '/var/lib/vakhta/share',
    announcementsDir: '/var/lib/announcements',
    moduleDir: facts.moduleDir,
    musicDir: '/var/lib/announcements/music',
    database: {
      host: value('ASTERISK_DB_HOST'),
      port: number('ASTERISK_DB_PORT', 5432),
      name: value('ASTERISK_DB_NAME', 'vakhta'),
      user: value('ASTERISK_DB_USER', 'asterisk'),
      password: value('ASTERISK_DB_PASSWORD'),
    },
    ports: {
      http: 8088,
      sip: 5060,
      ami: 5038,
      rtpFrom: number('ASTERISK_RTP_FROM', 10_000),
      rtpTo: number('ASTERISK_RTP_TO', 10_199),
    },
    // the trunk's port is published; AMI and WebSocket are for services of the internal network
    bind: {
      http: facts.back.address,
      sip: '0.0.0.0',
      ami: facts.back.address,
      amiPermit: `${facts.back.address}/${facts.back.netmask}`,
    },
    front: [`${facts.back.address}/${facts.back.netmask}`],
    ...(externalAddress ? { externalAddress } : {}),
    trunk: {
      addresses: value('TRUNK_ADDRESSES', '')
        .split(/[\s,]+/)
        .filter((address) => address !== ''),
      contact: value('TRUNK_CONTACT', '') || null,
      number: value('TRUNK_NUMBER', ''),
      ...(account ? { account: { username: account, password: value('TRUNK_PASSWORD') } } : {}),
    },
    amiUser: value('ASTERISK_AMI_USER', 'vakhta'),
    amiSecret: value('ASTERISK_AMI_SECRET'),
    robotSecret: value('ASTERISK_AMI_ROBOT_SECRET'),
    queue: {
      number: value('QUEUE_NUMBER', '112'),
      name: value('QUEUE_NAME', 'dispatch'),
      ringSeconds: number('QUEUE_RING_SECONDS', 15),
      maxWaitSeconds: number('QUEUE_MAX_WAIT_SECONDS', 300),
      wrapUpSeconds: number('QUEUE_WRAP_UP_SECONDS', 1),
    },
    callsPerNumber: number('TRUNK_CALLS_PER_NUMBER', 12),
    prompts: [],
  }
}
