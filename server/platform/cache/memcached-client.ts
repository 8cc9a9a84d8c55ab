import Memcached from 'memcached'
import { createGate } from './gate.ts'

/**
 * Options under which the library fails at once instead of never. Measured: by default a refused server holds a
 * get for minutes (five retries with back-off), and after `failures` of them the library runs the operating
 * system's `ping` – a crash where there is none. `failures` beyond reach keeps it off that path.
 */
const failFast = {
  timeout: 250,
  retries: 0,
  minTimeout: 50,
  maxTimeout: 100,
  retry: 1000,
  failures: 1e9,
  reconnect: 1e9,
  remove: false,
  poolSize: 10,
  idle: 30_000,
}

export interface MemcachedClient {
  get(key: string): Promise<unknown>
  set(key: string, value: string, ttlSeconds: number): Promise<void>
  delete(key: string): Promise<void>
  /** Gives up all connections; calls under way may never answer. */
  close(): void
}

/** The callback library as promises, nothing more; a call to a hung server never settles. */
export function connectMemcached(servers: readonly string[]): MemcachedClient {
  const client = new Memcached([...servers], failFast)
  // With more calls at once than connections the library answers "The connection pool is full": wait instead.
  const gate = createGate(failFast.poolSize)
  // failures arrive through each call's own callback; without a listener `issue` says nothing more
  client.on('issue', () => undefined)
  const call = <T>(run: (done: (error: unknown, data: T) => void) => void) =>
    gate.pass(
      () =>
        new Promise<T>((resolve, reject) =>
          run((error, data) => (error ? reject(asError(error)) : resolve(data))),
        ),
    )
  return {
    get: (key) => call<unknown>((done) => client.get(key, done)),
    set: async (key, value, ttlSeconds) => {
      await call<unknown>((done) => client.set(key, value, ttlSeconds, done))
    },
    delete: async (key) => {
      await call<unknown>((done) => client.del(key, done))
    },
    close: () => {
      gate.close()
      client.end()
    },
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
