import knex, { type Knex } from 'knex'
import pg from 'pg'
import type { Log } from '#server/ports.ts'
import { noteFullDisk } from './disk.ts'
import { guardPool } from './guard-pool.ts'

// int8: our identities, counters and offsets stay far below 2^53, and JSON has no bigint
const INT8 = 20
const INT8_ARRAY = 1016

function typeParser(oid: number, format?: string): (value: string) => unknown {
  if (oid === INT8) return Number
  const usual = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
  return oid === INT8_ARRAY ? (value) => (usual(value) as string[]).map(Number) : usual
}

export interface ConnectOptions {
  url: string
  max?: number
  applicationName?: string
  /** Watches whether PostgreSQL is there: while it is not, every statement fails at once (DatabaseAway). */
  watch?: { log: Log; answerMs?: number }
}

/**
 * A pool of connections; `destroy()` it. Each statement of a broken connection fails with the driver's error,
 * the next one gets a fresh connection.
 */
export function connect(options: ConnectOptions): Knex {
  const connections = new Set<pg.Client>()
  const k = knex({
    client: 'pg',
    connection: {
      connectionString: options.url,
      application_name: options.applicationName ?? 'vakhta',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      types: { getTypeParser: typeParser },
    },
    pool: {
      min: 0,
      max: options.max ?? 10,
      afterCreate(connection: pg.Client, done: (error: null, connection: pg.Client) => void) {
        connections.add(connection)
        connection.once('end', () => connections.delete(connection))
        done(null, connection)
      },
    },
    acquireConnectionTimeout: 10_000,
    // an error tells its statement with placeholders: values are people's data, and errors are logged
    compileSqlOnError: false,
    // knex would print plain lines between our JSON ones; whoever asked gets every one of these as an error anyway
    log: { debug() {}, warn() {}, error() {}, deprecate() {} },
  })
  noteFullDisk(k)
  if (options.watch !== undefined) guardPool(k, { url: options.url, ...options.watch, connections })
  return k
}
