import type { Cache, Log } from '#server/ports.ts'
import { createMemcachedCache } from './memcached-cache.ts'
import { createMemoryCache } from './memory-cache.ts'

/** memcached when servers (`host:port`, several) are configured, otherwise memory of this process. */
export const createCache = (options: {
  memcachedServers: readonly string[]
  log: Log
  /** How long one call to memcached may take, milliseconds. */
  limitMs?: number
}): Cache =>
  options.memcachedServers.length > 0
    ? createMemcachedCache({ ...options, servers: options.memcachedServers })
    : createMemoryCache()
