import type { Knex } from 'knex'
import type pg from 'pg'
import type { Log } from '#server/ports.ts'
import { DatabaseAway, watchPresence } from './presence.ts'

/** What knex does with connections; its own types leave it open. */
interface PoolClient {
  acquireConnection(): Promise<unknown>
  releaseConnection(connection: unknown): Promise<unknown>
  destroy(callback?: unknown): Promise<unknown>
}

/**
 * While PostgreSQL is known to be away no connection is waited for, and those that wait for an answer are broken off.
 * `connections`: those that are open now.
 */
export function guardPool(
  k: Knex,
  options: { url: string; log: Log; answerMs?: number; connections: ReadonlySet<pg.Client> },
): void {
  const client: PoolClient = k.client
  const acquire = client.acquireConnection.bind(client)
  const destroy = client.destroy.bind(client)
  const waiting = new Set<() => void>()
  const presence = watchPresence({
    ...options,
    onAway() {
      for (const giveUp of waiting) giveUp()
      for (const connection of options.connections) connection.end().catch(() => undefined)
    },
  })
  client.acquireConnection = async () => {
    if (presence.isAway) throw new DatabaseAway()
    let giveUp = (): void => undefined
    const away = new Promise<null>((resolve) => (giveUp = () => resolve(null)))
    waiting.add(giveUp)
    const acquired = acquire()
    try {
      const connection = await Promise.race([acquired, away])
      if (connection !== null) return connection
    } finally {
      waiting.delete(giveUp)
    }
    // it may come all the same, and belongs to the pool then
    acquired.then((connection) => client.releaseConnection(connection)).catch(() => undefined)
    throw new DatabaseAway()
  }
  client.destroy = async (callback) => {
    await presence.stop()
    return destroy(callback)
  }
}
