import { Client } from 'pg'
import type { Log } from '#server/ports.ts'

export interface ListenOptions {
  databaseUrl: string
  /** Channel → what to do with a notification; must not throw. */
  channels: Record<string, (payload: string) => void>
  log: Log
  /** Called at each (re)connection: notifications may have been missed until now. */
  onConnected: () => void
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5000

/**
 * LISTENs on a connection of its own and reconnects for ever. A NOTIFY only wakes: whoever uses this also polls,
 * so a lost one costs time and nothing else.
 */
export function listen({ databaseUrl, channels, log, onConnected }: ListenOptions): {
  stop(): Promise<void>
} {
  let isStopped = false
  let waitMs = FIRST_WAIT_MS
  let timer: NodeJS.Timeout | undefined
  let client: Client | undefined

  const again = (failed: Client): void => {
    if (client !== failed || isStopped) return
    client = undefined
    failed.end().catch(() => {})
    timer = setTimeout(connect, waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }

  function connect(): void {
    const fresh = new Client({
      connectionString: databaseUrl,
      application_name: 'vakhta-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    client = fresh
    fresh.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
    fresh.on('error', (error) => {
      log.warn({ reason: error.message }, 'notifications of the database broken off')
      again(fresh)
    })
    fresh.on('end', () => again(fresh))
    open(fresh).catch(() => again(fresh))
  }

  async function open(fresh: Client): Promise<void> {
    await fresh.connect()
    for (const channel of Object.keys(channels))
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    waitMs = FIRST_WAIT_MS
    onConnected()
  }

  connect()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
