import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '#server/ports.ts'

export interface LeadershipOptions {
  databaseUrl: string
  /** Number of the advisory lock; one a kind of work. */
  lock: number
  /** Called when this process became the one that does the work; its `stop` when it no longer is. */
  lead: (notifications: Notifications) => Promise<{ stop(): Promise<void> }>
  /** Channels to LISTEN on while leading. */
  channels: readonly string[]
  log: Log
  /** How often to look whether the leader is gone, and whether PostgreSQL is back; milliseconds. */
  retryMs?: number
}

/** Hands `pg_notify` payloads over while the work is done. */
export type Notifications = (listener: (channel: string, payload: string) => void) => void

/**
 * One process at a time does the work, the others stand by: a session advisory lock, which PostgreSQL frees by
 * itself when the connection ends. PostgreSQL away: the work is stopped and begun again when it is back.
 */
export function takeLeadership(options: LeadershipOptions): { stop(): Promise<void> } {
  const { log, retryMs = 1_000 } = options
  const stopping = new AbortController()
  const pause = (): Promise<void> => delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {})

  async function turn(): Promise<void> {
    const client = new Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    const lost = new Promise<string>((resolve) => {
      // `on`, not `once`: a killed PostgreSQL says two errors, and one that nobody hears ends the process
      client.on('error', (error) => resolve(error.message))
      client.once('end', () => resolve('the connection ended'))
      stopping.signal.addEventListener('abort', () => resolve('stop'), { once: true })
    })
    const listeners: ((channel: string, payload: string) => void)[] = []
    client.on('notification', ({ channel, payload = '' }) =>
      listeners.forEach((hear) => hear(channel, payload)),
    )
    try {
      await client.connect()
      await acquire(client)
      if (stopping.signal.aborted) return
      for (const channel of options.channels) await client.query(`listen ${channel}`)
      const work = await options.lead((listener) => listeners.push(listener))
      log.info({ lock: options.lock }, 'leading')
      const why = await lost
      if (why !== 'stop') log.warn({ why }, 'no longer leading')
      await work.stop()
    } finally {
      await Promise.race([client.end(), delay(1_000, undefined, { ref: false })]).catch(() => {})
    }
  }

  async function acquire(client: Client): Promise<void> {
    while (!stopping.signal.aborted) {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [options.lock])
      if (rows[0]?.taken === true) return
      await pause()
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => log.warn({ err: error }, 'leadership: trying again'))
      await pause()
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
