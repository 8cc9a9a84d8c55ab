import { createClient } from 'redis'
import { createFailFast } from '#server/platform/fail-fast.ts'
import { safeKey } from '#server/platform/safe-key.ts'
import type { Log, RateLimiter } from '#server/ports.ts'
import { createMemoryLimiter } from './memory-limiter.ts'

/** One step, so that no key stays without an end; a key that lost its end gets a new one. */
const countOne = `
  local count = redis.call('INCR', KEYS[1])
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    left = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], left)
  end
  return {count, left}`

/** Not below nothing, and no key is made: it would have no end. */
const takeOneBack = `
  if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
  return 0`

export interface RedisLimiterOptions {
  redisUrl: string
  log: Log
  limitMs?: number
  pauseMs?: number
}

/**
 * Counts for all replicas together. Every attempt is counted in this process too: while Redis is away or hung,
 * that count decides, so that nobody is locked out and nobody gets a fresh start either.
 */
export async function createRedisLimiter(options: RedisLimiterOptions): Promise<RateLimiter> {
  const { log } = options
  const local = createMemoryLimiter()
  const client = createClient({
    url: options.redisUrl,
    disableOfflineQueue: true,
    pingInterval: 1000,
    socket: {
      connectTimeout: 1000,
      // pingInterval alone does not notice a hung server (measured): silence for this long is its end
      socketTimeout: 2500,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1000),
    },
  })
  // each failure also reaches the call that suffers it; without a listener the process would die
  client.on('error', (error: unknown) => log.debug({ error: String(error) }, 'redis of the rate limits'))

  const failFast = createFailFast({
    limitMs: options.limitMs ?? 100,
    pauseMs: options.pauseMs ?? 1000,
    onAway: (reason) => log.warn({ reason }, 'redis is away, rate limits count in this process alone'),
    onBack: () => log.info({}, 'redis is back, rate limits count for all processes'),
    onTimeout: () => undefined,
  })

  const connecting = client.connect().catch(() => undefined)
  let giveUp: NodeJS.Timeout | undefined
  await Promise.race([connecting, new Promise((resolve) => (giveUp = setTimeout(resolve, 1000)))])
  clearTimeout(giveUp)

  return {
    async hit(key, limit, windowSeconds) {
      const here = await local.hit(key, limit, windowSeconds)
      const answer = await failFast.run(() =>
        client.eval(countOne, {
          keys: [safeKey('vakhta:limit', key)],
          arguments: [String(Math.ceil(windowSeconds * 1000))],
        }),
      )
      if (answer === undefined || !Array.isArray(answer.value)) return here
      const [count, left] = answer.value
      const allowed = Number(count) <= limit
      return { allowed, retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil(Number(left) / 1000)) }
    },
    async giveBack(key) {
      await local.giveBack(key)
      await failFast.run(() =>
        client.eval(takeOneBack, { keys: [safeKey('vakhta:limit', key)], arguments: [] }),
      )
    },
    async reset(key) {
      await local.reset(key)
      await failFast.run(() => client.del(safeKey('vakhta:limit', key)))
    },
    async stop() {
      client.destroy()
      await connecting
      await local.stop()
    },
  }
}
