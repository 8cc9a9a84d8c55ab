// @module-tag programs
import { createConnection } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startMemcached, type ChildServer } from '#server/testing/product/child-server.ts'
import { createTestLog, type TestLog } from '#server/testing/people/test-log.ts'
import type { Cache } from '#server/ports.ts'
import { createCache } from './create-cache.ts'
import { createMemcachedCache } from './memcached-cache.ts'
import { createMemoryCache } from './memory-cache.ts'

let memcached: ChildServer
beforeAll(async () => {
  memcached = await startMemcached()
})
afterAll(() => memcached.stop())

const kinds: [string, () => readonly string[]][] = [
  ['memory of the process', () => []],
  ['memcached', () => [`127.0.0.1:${memcached.port}`]],
]

describe.each(kinds)('a cache in %s', (_, servers) => {
  let cache: Cache
  beforeEach(() => {
    // what is tested here is what is kept, not how fast: a machine under load must not make misses of it
    cache = createCache({ memcachedServers: servers(), log: createTestLog(), limitMs: 5000 })
  })
  afterEach(() => cache.stop())

  test('gives back what was put in, of any shape that JSON has', async () => {
    const value = { имя: 'ул. Республики', list: [1, 2.5, null, false], nested: { ё: '😀\r\n\0' } }
    await cache.set('shape', value, 60)
    expect(await cache.get('shape')).toEqual(value)
    for (const plain of [0, '', null, false, [], 'END\r\n']) {
      await cache.set('plain', plain, 60)
      expect(await cache.get('plain')).toEqual(plain)
    }
  })

  test('what was never put in, or was deleted, is a miss', async () => {
    expect(await cache.get('never')).toBeUndefined()
    await cache.set('gone', 1, 60)
    await cache.delete('gone')
    expect(await cache.get('gone')).toBeUndefined()
  })

  test('a value is a copy: changing it afterwards changes nothing', async () => {
    const value = { n: 1 }
    await cache.set('copy', value, 60)
    value.n = 2
    expect(await cache.get('copy')).toEqual({ n: 1 })
  })

  test('ends with its time to live, and never began with none', async () => {
    await cache.set('short', 1, 1)
    expect(await cache.get('short')).toBe(1)
    await vi.waitFor(async () => expect(await cache.get('short')).toBeUndefined(), { timeout: 60_000 })
    await cache.set('none', 1, 0)
    expect(await cache.get('none')).toBeUndefined()
  })

  test('every key that can be typed is a key of its own', async () => {
    const keys = [
      '',
      ' ',
      'a b',
      'a\r\nflush_all\r\n',
      'a\0b',
      'ул. Мельникайте, 5',
      '#x',
      '😀'.repeat(90),
      'k'.repeat(180),
      'k'.repeat(181),
      'k'.repeat(5000),
      '__proto__',
      'constructor',
    ]
    for (const [n, key] of keys.entries()) await cache.set(key, n, 60)
    for (const [n, key] of keys.entries()) expect(await cache.get(key)).toBe(n)
  })

  test('a value that is too big, or is none, is dropped together with what was there', async () => {
    await cache.set('big', 'small', 60)
    await cache.set('big', 'x'.repeat(600_000), 60)
    expect(await cache.get('big')).toBeUndefined()
    await cache.set('big', 'small again', 60)
    await cache.set('big', undefined, 60)
    expect(await cache.get('big')).toBeUndefined()
  })

  test('a hundred at once do not mix', async () => {
    const numbers = Array.from({ length: 100 }, (_unused, n) => n)
    await Promise.all(numbers.map((n) => cache.set(`many-${n}`, { n }, 60)))
    expect(await Promise.all(numbers.map((n) => cache.get(`many-${n}`)))).toEqual(numbers.map((n) => ({ n })))
  })
})

test('memory holds no more than it may: the least recently used goes first', async () => {
  const cache = createMemoryCache({ maxEntries: 3, maxBytes: 1000 })
  for (const key of ['a', 'b', 'c']) await cache.set(key, key, 60)
  await cache.get('a')
  await cache.set('d', 'd', 60)
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => cache.get(key)))).toEqual([
    'a',
    undefined,
    'c',
    'd',
  ])
  await cache.set('e', 'x'.repeat(450), 60)
  expect(await cache.get('e')).toHaveLength(450)
  expect(await cache.get('a')).toBeUndefined()
})

describe('when memcached', () => {
  let own: ChildServer
  let cache: Cache
  let log: TestLog
  beforeEach(async () => {
    own = await startMemcached()
    log = createTestLog()
    cache = createMemcachedCache({ servers: [`127.0.0.1:${own.port}`], log, limitMs: 80, pauseMs: 300 })
    await cache.set('k', 'v', 60)
  })
  afterEach(async () => {
    await cache.stop()
    await own.stop()
  })

  const timed = async (call: () => Promise<unknown>) => {
    const start = performance.now()
    const value = await call()
    return { value, ms: performance.now() - start }
  }

  test('hangs, callers wait once and then not at all, until it is back', async () => {
    own.freeze()
    const first = await timed(() => cache.get('k'))
    expect(first.value).toBeUndefined()
    expect(first.ms).toBeLessThan(500)
    const rest = await timed(() => Promise.all(Array.from({ length: 50 }, () => cache.get('k'))))
    expect(rest.ms).toBeLessThan(50)
    own.thaw()
    await vi.waitFor(async () => expect(await cache.get('k')).toBe('v'), { timeout: 60_000, interval: 50 })
    expect(log.lines.map((line) => line.message)).toEqual([
      'cache is away, going on without it',
      'cache is back',
    ])
  })

  test('hangs, only one caller in each pause tries it', async () => {
    own.freeze()
    await cache.get('k')
    await vi.waitFor(
      async () => {
        const tries = await Promise.all(Array.from({ length: 20 }, () => timed(() => cache.get('k'))))
        expect(tries.filter((one) => one.ms > 60)).toHaveLength(1)
      },
      { timeout: 60_000, interval: 20 },
    )
  })

  test('hung while a key was deleted, it is not believed when it wakes with the old value', async () => {
    own.freeze()
    await cache.delete('k')
    own.thaw()
    const other = createMemcachedCache({ servers: [`127.0.0.1:${own.port}`], log: createTestLog() })
    await cache.set('probe', 'p', 60)
    await vi.waitFor(async () => {
      await cache.set('probe', 'p', 60)
      expect(await cache.get('probe')).toBe('p')
    })
    expect(await cache.get('k')).toBeUndefined()
    expect(await other.get('k')).toBeUndefined()
    await other.stop()
  })

  test('is killed, everything is a miss at once; started again, empty, it is used again', async () => {
    await own.kill()
    for (let n = 0; n < 5; n++) {
      const one = await timed(() => cache.get('k'))
      expect(one.value).toBeUndefined()
      expect(one.ms).toBeLessThan(500)
    }
    await own.restart()
    await vi.waitFor(
      async () => {
        await cache.set('again', 1, 60)
        expect(await cache.get('again')).toBe(1)
      },
      { timeout: 60_000, interval: 50 },
    )
    expect(await cache.get('k')).toBeUndefined()
  })

  test('is emptied, everything is a miss and nothing is wrong', async () => {
    await flushAll(own.port)
    expect(await cache.get('k')).toBeUndefined()
    await cache.set('k', 'new', 60)
    expect(await cache.get('k')).toBe('new')
    expect(log.lines).toEqual([])
  })

  test('was never there, the product starts and goes on', async () => {
    await own.kill()
    const lonely = createMemcachedCache({ servers: [`127.0.0.1:${own.port}`], log, pauseMs: 300 })
    const one = await timed(async () => (await lonely.set('a', 1, 60), lonely.get('a')))
    expect(one.value).toBeUndefined()
    expect(one.ms).toBeLessThan(500)
    await lonely.stop()
  })
})

async function flushAll(port: number): Promise<void> {
  const socket = createConnection(port, '127.0.0.1')
  socket.write('flush_all\r\n')
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject))
  socket.destroy()
}
