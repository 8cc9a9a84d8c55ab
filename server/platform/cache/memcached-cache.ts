import { createFailFast } from '#server/platform/fail-fast.ts'
import { safeKey } from '#server/platform/safe-key.ts'
import type { Cache, Log } from '#server/ports.ts'
import { maxValueBytes } from './limits.ts'
import { connectMemcached } from './memcached-client.ts'

/** memcached reads a larger number of seconds as a date. */
const maxTtlSeconds = 30 * 24 * 3600
/** Invalidations that memcached could not be told yet; beyond it only the time to live protects. */
const maxOwed = 10_000

export interface MemcachedCacheOptions {
  servers: readonly string[]
  log: Log
  limitMs?: number
  pauseMs?: number
}

/**
 * Read-through copies in memcached, shared by all processes. A server that is away, hung or emptied is a miss
 * after at most `limitMs`, then at once until it answers again.
 */
export function createMemcachedCache(options: MemcachedCacheOptions): Cache {
  const { servers, log } = options
  let client = connectMemcached(servers)
  // A hung server wakes up with what it had: keys deleted meanwhile must not be believed.
  const owed = new Set<string>()

  const failFast = createFailFast({
    limitMs: options.limitMs ?? 80,
    pauseMs: options.pauseMs ?? 2000,
    onAway: (reason) => log.warn({ reason }, 'cache is away, going on without it'),
    onBack: () => log.info({}, 'cache is back'),
    onTimeout: () => {
      client.close()
      client = connectMemcached(servers)
    },
  })

  const payOwed = async () => {
    for (const key of owed) {
      await client.delete(key)
      owed.delete(key)
    }
  }

  const run = <T>(call: () => Promise<T>) =>
    failFast.run(async () => {
      if (owed.size > 0) await payOwed()
      return call()
    })

  return {
    async get(key) {
      const at = safeKey('vakhta', key)
      const answer = await run(() => client.get(at))
      return typeof answer?.value === 'string' ? parse(answer.value) : undefined
    },
    async set(key, value, ttlSeconds) {
      const json: string | undefined = JSON.stringify(value)
      if (json === undefined || ttlSeconds <= 0 || Buffer.byteLength(json) > maxValueBytes) {
        // what was there is not the value any more
        await this.delete(key)
        return
      }
      const at = safeKey('vakhta', key)
      const stored = await run(() =>
        client.set(at, json, Math.min(Math.max(1, Math.round(ttlSeconds)), maxTtlSeconds)),
      )
      if (stored === undefined) owe(at)
    },
    async delete(key) {
      const at = safeKey('vakhta', key)
      if ((await run(() => client.delete(at))) === undefined) owe(at)
    },
    async stop() {
      client.close()
    },
  }

  function owe(key: string) {
    owed.add(key)
    if (owed.size <= maxOwed) return
    const [oldest] = owed
    if (oldest !== undefined) owed.delete(oldest)
  }
}

function parse(json: string) {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
