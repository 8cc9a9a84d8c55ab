import pg from 'pg'
import type { Log } from '#server/ports.ts'

export interface Listener {
  stop(): Promise<void>
}

export interface ListenOptions {
  url: string
  channel: string
  /** Also called after each (re)connection: what was notified meanwhile is unknown. */
  onNotify: (payload: string) => void
  log: Log
}

/**
 * LISTENs on a connection of its own and connects again for ever. Never throws: without the database there are
 * no notifications, and the first comes when it is back.
 */
export function listen({ url, channel, onNotify, log }: ListenOptions): Listener {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0

  const again = () => {
    if (isStopped || timer !== undefined) return
    client = undefined
    timer = setTimeout(() => void connect(), Math.min(100 * 2 ** failures++, 5000))
  }

  const connect = async () => {
    timer = undefined
    const mine = new pg.Client({
      connectionString: url,
      application_name: `vakhta listen ${channel}`,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    })
    client = mine
    const lost = (reason: string) => {
      if (client !== mine) return
      if (failures === 0 && !isStopped)
        log.warn({ channel, reason }, 'notifications of the database are lost')
      again()
      mine.end().catch(() => undefined)
    }
    mine.on('error', (error) => lost(error.message))
    mine.on('end', () => lost('the connection ended'))
    mine.on('notification', (message) => onNotify(message.payload ?? ''))
    try {
      await mine.connect()
      await mine.query(`listen ${mine.escapeIdentifier(channel)}`)
      failures = 0
      onNotify('')
    } catch (error) {
      lost(error instanceof Error ? error.message : 'no connection')
    }
  }

  const connecting = connect()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
      await connecting
    },
  }
}
