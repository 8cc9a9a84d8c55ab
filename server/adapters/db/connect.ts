import knex, { type Knex } from 'knex'
import pg from 'pg'

// int8: our identities, counters and offsets stay far below 2^53, and JSON has no bigint
const INT8 = 20

/**
 * A pool of connections; `destroy()` it. Each statement of a broken connection fails with the driver's error,
 * the next one gets a fresh connection.
 */
export function connect(options: { url: string; max?: number; applicationName?: string }): Knex {
  return knex({
    client: 'pg',
    connection: {
      connectionString: options.url,
      application_name: options.applicationName ?? 'vakhta',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      types: {
        getTypeParser: (oid: number, format?: string) =>
          oid === INT8 ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
      },
    },
    pool: { min: 0, max: options.max ?? 10 },
    acquireConnectionTimeout: 10_000,
    // knex would print plain lines between our JSON ones; whoever asked gets every one of these as an error anyway
    log: { debug() {}, warn() {}, error() {}, deprecate() {} },
  })
}
