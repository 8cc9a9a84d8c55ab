// @module-tag programs
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient } from 'redis'
import { startRedis, type ChildServer } from '#server/testing/product/child-server.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import type { RateLimiter } from '#server/ports.ts'
import { createLimiter } from './create-limiter.ts'
import { createMemoryLimiter } from './memory-limiter.ts'
import { createRedisLimiter } from './redis-limiter.ts'

let redis: ChildServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const url = (server: ChildServer) => `redis://127.0.0.1:${server.port}`
const kinds: [string, () => string | null][] = [
  ['memory of the process', () => null],
  ['redis', () => url(redis)],
]

describe.each(kinds)('a rate limit in %s', (_, redisUrl) => {
  let limiter: RateLimiter
  let key: string
  let serial = 0
  beforeEach(async () => {
    limiter = await createLimiter({ redisUrl: redisUrl(), log: createTestLog() })
    key = `sign-in:10.0.0.${++serial}`
  })
  afterEach(() => limiter.stop())

  test('allows as many as the limit says, then none and says when', async () => {
    for (let n = 1; n <= 5; n++)
      expect(await limiter.hit(key, 5, 60)).toEqual({ allowed: true, retryAfterSeconds: 0 })
    const refused = await limiter.hit(key, 5, 60)
    expect(refused.allowed).toBe(false)
    expect(refused.retryAfterSeconds).toBeGreaterThan(55)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60)
  })

  test('going on while refused does not make the wait longer', async () => {
    for (let n = 0; n < 20; n++) await limiter.hit(key, 1, 1)
    await vi.waitFor(
      async () => {
        await limiter.hit(`${key}-other`, 1, 1)
        expect((await limiter.hit(key, 1, 1)).allowed).toBe(true)
      },
      { timeout: 1900, interval: 100 },
    )
  })

  test('keys do not touch each other', async () => {
    await limiter.hit(key, 1, 60)
    expect((await limiter.hit(key, 1, 60)).allowed).toBe(false)
    expect((await limiter.hit(`${key}-other`, 1, 60)).allowed).toBe(true)
    expect((await limiter.hit(`${key}\r\nDEL ${key}`, 1, 60)).allowed).toBe(true)
    expect((await limiter.hit(key, 1, 60)).allowed).toBe(false)
  })

  test('reset gives a fresh start', async () => {
    await limiter.hit(key, 1, 60)
    await limiter.reset(key)
    expect((await limiter.hit(key, 1, 60)).allowed).toBe(true)
  })

  test('an attempt given back is not counted; there is nothing below nothing', async () => {
    await limiter.giveBack(key)
    for (let n = 0; n < 10; n++) {
      expect((await limiter.hit(key, 1, 60)).allowed).toBe(true)
      await limiter.giveBack(key)
    }
    await limiter.giveBack(key)
    expect((await limiter.hit(key, 1, 60)).allowed).toBe(true)
    expect((await limiter.hit(key, 1, 60)).allowed).toBe(false)
  })

  test('of a hundred at the same moment exactly the limit is allowed', async () => {
    const hits = await Promise.all(Array.from({ length: 100 }, () => limiter.hit(key, 7, 60)))
    expect(hits.filter((hit) => hit.allowed)).toHaveLength(7)
  })
})

test('memory is bounded however many keys a stranger sends', async () => {
  const limiter = createMemoryLimiter({ maxKeys: 1000 })
  await limiter.hit('known', 1, 60)
  for (let n = 0; n < 20_000; n++) await limiter.hit(`stranger-${n}`, 5, 60)
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < 20_000; n++) await limiter.hit(`more-${n}`, 5, 60)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(30_000_000)
  for (let n = 0; n < 5; n++) expect((await limiter.hit('newest', 5, 60)).allowed).toBe(true)
  expect((await limiter.hit('newest', 5, 60)).allowed).toBe(false)
})

describe('when redis', () => {
  let own: ChildServer
  let limiter: RateLimiter
  const log = createTestLog()
  beforeEach(async () => {
    own = await startRedis()
    limiter = await createRedisLimiter({ redisUrl: url(own), log, limitMs: 100, pauseMs: 200 })
  })
  afterEach(async () => {
    await limiter.stop()
    await own.stop()
  })

  const timed = async (call: () => Promise<{ allowed: boolean }>) => {
    const start = performance.now()
    const { allowed } = await call()
    return { allowed, ms: performance.now() - start }
  }

  test('is there, two processes count together, and the key ends by itself', async () => {
    const other = await createRedisLimiter({ redisUrl: url(own), log })
    await limiter.hit('shared', 2, 60)
    await other.hit('shared', 2, 60)
    expect((await limiter.hit('shared', 2, 60)).allowed).toBe(false)
    expect((await other.hit('shared', 2, 60)).allowed).toBe(false)
    const client = await createClient({ url: url(own) }).connect()
    const keys = await client.keys('vakhta:limit:*')
    expect(keys).toHaveLength(1)
    expect(await client.pTTL(keys[0] ?? '')).toBeGreaterThan(50_000)
    client.destroy()
    await other.stop()
  })

  test.each(['killed', 'hung'] as const)(
    'is %s, the process counts alone: nobody locked out or let off',
    async (how) => {
      for (let n = 0; n < 3; n++) await limiter.hit('10.0.0.1', 5, 60)
      if (how === 'killed') await own.kill()
      else own.freeze()
      const fourth = await timed(() => limiter.hit('10.0.0.1', 5, 60))
      expect(fourth.allowed).toBe(true)
      expect(fourth.ms).toBeLessThan(300)
      expect((await limiter.hit('10.0.0.1', 5, 60)).allowed).toBe(true)
      expect((await limiter.hit('10.0.0.1', 5, 60)).allowed).toBe(false)
      const many = performance.now()
      for (let n = 0; n < 200; n++) expect((await limiter.hit(`10.1.0.${n}`, 5, 60)).allowed).toBe(true)
      expect(performance.now() - many).toBeLessThan(2000)
    },
  )

  test('is back after it was killed, counts are common again', async () => {
    await own.kill()
    await limiter.hit('away', 5, 60)
    await own.restart()
    const other = await createRedisLimiter({ redisUrl: url(own), log })
    for (let n = 0; n < 5; n++) await other.hit('back', 5, 60)
    await vi.waitFor(async () => expect((await limiter.hit('back', 5, 60)).allowed).toBe(false), {
      timeout: 10_000,
      interval: 100,
    })
    expect((await other.hit('back', 5, 60)).allowed).toBe(false)
    await other.stop()
  })

  test('was never there, the product starts within two seconds and limits', async () => {
    await own.kill()
    const start = performance.now()
    const lonely = await createLimiter({ redisUrl: url(own), log })
    expect(performance.now() - start).toBeLessThan(2000)
    expect((await lonely.hit('a', 1, 60)).allowed).toBe(true)
    expect((await lonely.hit('a', 1, 60)).allowed).toBe(false)
    await lonely.stop()
  })
})
