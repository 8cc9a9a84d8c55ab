import type { Log, RateLimiter } from '#server/ports.ts'
import { createMemoryLimiter } from './memory-limiter.ts'
import { createRedisLimiter } from './redis-limiter.ts'

/** Redis when it is configured (never waits more than a second for it), otherwise memory of this process. */
export const createLimiter = async (options: { redisUrl: string | null; log: Log }): Promise<RateLimiter> =>
  options.redisUrl === null
    ? createMemoryLimiter()
    : createRedisLimiter({ redisUrl: options.redisUrl, log: options.log })
