// @module-tag programs
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startRedis, type ChildServer } from '#server/testing/product/child-server.ts'
import type { Job } from '#server/platform/db/jobs.ts'
import type { Deps } from '#server/deps.ts'
import type { JobRunner } from '#server/ports.ts'
import { createJobRunner } from './create-job-runner.ts'
import { backOffMs, maxAttempts, type JobHandlers } from './run-job.ts'
import { repeating } from './repeating.ts'
import { createJobBench, type JobBench } from './testing.ts'

let bench: JobBench
let redis: ChildServer
beforeAll(async () => {
  ;[bench, redis] = await Promise.all([createJobBench(), startRedis()])
})
afterAll(async () => {
  await bench.stop()
  await redis.stop()
})

const effect = async ({ store }: Deps, _payload: unknown, job: Job): Promise<void> => {
  await store.transaction((tx) => tx.knex('effects').insert({ job_id: job.id }))
}
const handlers: JobHandlers = {
  effect,
  failing: async (deps, payload, job) => {
    await effect(deps, payload, job)
    if (job.attempts < 1) throw new Error('the first attempt fails')
  },
  hopeless: async () => {
    throw new Error('never works')
  },
  again: repeating(0.002, effect),
}

const add = async (kind: string, inMs = 0, attempts = 0): Promise<number> => {
  const runAt = new Date(Date.now() + inMs)
  await bench.deps.store.transaction((tx) => tx.jobs.add([{ kind, payload: {}, runAt }]))
  const row = await bench.knex('jobs').max({ id: 'id' }).first()
  if (attempts > 0) await bench.knex('jobs').where({ id: row?.['id'] }).update({ attempts })
  return Number(row?.['id'])
}
const jobRow = (id: number) => bench.knex('jobs').where({ id }).first()
const effects = async (): Promise<number[]> =>
  (await bench.knex('effects').orderBy('at')).map((row) => Number(row.job_id))
const isDone = (id: number, timeout = 8000) =>
  vi.waitFor(async () => expect((await jobRow(id)).state).toBe('done'), { timeout, interval: 20 })

const kinds: [string, () => string | null][] = [
  ['LISTEN and a timer', () => null],
  ['Bull', () => `redis://127.0.0.1:${redis.port}`],
]

describe.each(kinds)('jobs woken by %s', (_, redisUrl) => {
  let runners: JobRunner[]
  const start = async (intervals = {}) => {
    const runner = createJobRunner({
      redisUrl: redisUrl(),
      databaseUrl: bench.url,
      deps: bench.deps,
      handlers,
      intervals,
    })
    runners.push(runner)
    await runner.start()
    return runner
  }
  beforeEach(async () => {
    runners = []
    await bench.knex.raw('truncate jobs, effects')
    bench.log.lines.length = 0
  })
  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()))
  })

  test('a job runs once, soon after its commit', async () => {
    await start()
    const id = await add('effect')
    await isDone(id, 2500)
    expect(await effects()).toEqual([id])
    expect(await jobRow(id)).toMatchObject({ attempts: 1, last_error: null })
  })

  test('what was pending before the start runs too', async () => {
    const id = await add('effect', -60_000)
    await start()
    await isDone(id)
    expect(await effects()).toEqual([id])
  })

  test('a job waits for its time', async () => {
    await start()
    const id = await add('effect', 700)
    await isDone(id)
    const [row] = await bench.knex('effects')
    const late = row.at.getTime() - (await jobRow(id)).run_at.getTime()
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(1500)
  })

  test('a job of a transaction that was rolled back never runs', async () => {
    await start()
    await expect(
      bench.deps.store.transaction(async (tx) => {
        await tx.jobs.add([{ kind: 'effect', payload: {}, runAt: new Date() }])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    const id = await add('effect')
    await isDone(id)
    expect(await effects()).toEqual([id])
  })

  test('a failing attempt leaves nothing behind and is tried again later', async () => {
    await start()
    const id = await add('failing')
    await vi.waitFor(async () => expect((await jobRow(id)).last_error).not.toBeNull(), {
      interval: 20,
      timeout: 60_000,
    })
    expect(await jobRow(id)).toMatchObject({ state: 'pending', last_error: 'the first attempt fails' })
    expect(await effects()).toEqual([])
    await isDone(id)
    expect(await effects()).toEqual([id])
    expect(await jobRow(id)).toMatchObject({ attempts: 2, last_error: null })
  })

  test('after the last attempt a job is failed, and the log says so', async () => {
    await start()
    const id = await add('hopeless', 100, maxAttempts - 1)
    await vi.waitFor(async () => expect((await jobRow(id)).state).toBe('failed'), {
      interval: 20,
      timeout: 60_000,
    })
    expect(await jobRow(id)).toMatchObject({ attempts: maxAttempts, last_error: 'never works' })
    expect(bench.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'job failed for good' }),
    )
  })

  test('a job that nothing here handles is not lost: another version may know it', async () => {
    await start()
    const id = await add('of-tomorrow')
    await vi.waitFor(async () => expect((await jobRow(id)).last_error).not.toBeNull(), {
      interval: 20,
      timeout: 60_000,
    })
    expect(await jobRow(id)).toMatchObject({
      state: 'pending',
      last_error: 'nothing here handles of-tomorrow',
    })
  })

  test('three workers share two hundred jobs, each runs exactly once', async () => {
    await Promise.all([start(), start(), start()])
    const now = Date.now()
    await bench.deps.store.transaction((tx) =>
      tx.jobs.add(
        Array.from({ length: 200 }, (_unused, n) => ({
          kind: 'effect',
          payload: {},
          runAt: new Date(now + (n % 10) * 100),
        })),
      ),
    )
    await vi.waitFor(async () => expect(await effects()).toHaveLength(200), { timeout: 60_000, interval: 50 })
    expect(new Set(await effects()).size).toBe(200)
  })

  test('repeating work goes on by itself, once however many workers begin it', async () => {
    await Promise.all([start({ again: 1 }), start({ again: 1 })])
    await vi.waitFor(async () => expect((await effects()).length).toBeGreaterThanOrEqual(3), {
      timeout: 60_000,
      interval: 50,
    })
    const pending = await bench.knex('jobs').where({ kind: 'again', state: 'pending' })
    expect(pending.length).toBeLessThanOrEqual(1)
  })

  test('connections of the database that die are only a delay', async () => {
    await start()
    await isDone(await add('effect'))
    await bench.knex
      .raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
      )
      .catch(() => undefined)
    const id = await vi.waitFor(() => add('effect'), { timeout: 60_000, interval: 50 })
    await isDone(id, 15_000)
    expect((await effects()).filter((one) => one === id)).toHaveLength(1)
  })

  test('stopping waits for the job under way', async () => {
    const runner = createJobRunner({
      redisUrl: redisUrl(),
      databaseUrl: bench.url,
      deps: bench.deps,
      handlers: {
        slow: async (deps, payload, job) => {
          await deps.store.repositories.knex.raw('select pg_sleep(0.4)')
          await effect(deps, payload, job)
        },
      },
    })
    await runner.start()
    const id = await add('slow')
    await vi.waitFor(
      async () =>
        expect(
          (await bench.knex.raw(`select from pg_stat_activity where query like 'select pg_sleep%'`)).rows,
        ).toHaveLength(1),
      { timeout: 60_000, interval: 10 },
    )
    await runner.stop()
    expect(await jobRow(id)).toMatchObject({ state: 'done' })
  })
})

describe('when the Redis under Bull', () => {
  let own: ChildServer
  let runner: JobRunner
  beforeEach(async () => {
    await bench.knex.raw('truncate jobs, effects')
    own = await startRedis()
    runner = createJobRunner({
      redisUrl: `redis://127.0.0.1:${own.port}`,
      databaseUrl: bench.url,
      deps: bench.deps,
      handlers,
    })
  })
  afterEach(async () => {
    await runner.stop()
    await own.stop()
  })

  const addMany = (count: number, inMs: number) =>
    bench.deps.store.transaction((tx) =>
      tx.jobs.add(
        Array.from({ length: count }, () => ({
          kind: 'effect',
          payload: {},
          runAt: new Date(Date.now() + inMs),
        })),
      ),
    )
  /** How many jobs had an effect, once at least `count` effects are there: more effects than jobs never. */
  const effectsOf = async (count: number, timeout: number) => {
    await vi.waitFor(async () => expect((await effects()).length).toBeGreaterThanOrEqual(count), {
      timeout,
      interval: 50,
    })
    const all = await effects()
    return { effects: all.length, jobs: new Set(all).size }
  }

  test('loses everything (restarted empty), every job still runs once', async () => {
    await runner.start()
    await addMany(50, 1500)
    await vi.waitFor(async () => expect(await effects()).toHaveLength(0))
    await own.restart()
    expect(await effectsOf(50, 20_000)).toEqual({ effects: 50, jobs: 50 })
  })

  test('is killed for good, jobs run without it', async () => {
    await runner.start()
    await own.kill()
    await addMany(20, 0)
    expect(await effectsOf(20, 15_000)).toEqual({ effects: 20, jobs: 20 })
  })

  test('hangs, jobs run without it; awake again it doubles nothing', async () => {
    await runner.start()
    own.freeze()
    await addMany(20, 0)
    expect(await effectsOf(20, 25_000)).toEqual({ effects: 20, jobs: 20 })
    own.thaw()
    const id = await add('effect')
    await isDone(id, 20_000)
    expect(await effectsOf(21, 1000)).toEqual({ effects: 21, jobs: 21 })
  })

  test('was never there, the worker starts and jobs run', async () => {
    await own.kill()
    await runner.start()
    await addMany(5, 0)
    expect(await effectsOf(5, 15_000)).toEqual({ effects: 5, jobs: 5 })
  })
})

describe('no rejection is left unhandled when the worker stops', () => {
  let own: ChildServer
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  // vitest's own listener would fail the run without naming the test
  let others: NodeJS.UnhandledRejectionListener[]
  beforeEach(async () => {
    await bench.knex.raw('truncate jobs, effects')
    own = await startRedis()
    unhandled.length = 0
    others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
  })
  afterEach(async () => {
    process.off('unhandledRejection', note)
    for (const listener of others) process.on('unhandledRejection', listener)
    await own.stop()
  })
  const start = async (more: JobHandlers = {}) => {
    const runner = createJobRunner({
      redisUrl: `redis://127.0.0.1:${own.port}`,
      databaseUrl: bench.url,
      deps: bench.deps,
      handlers: { ...handlers, ...more },
    })
    await runner.start()
    return runner
  }

  test('while Redis has hung since before the start', async () => {
    own.freeze()
    const runner = await start()
    // the first connection gives up its greeting after two seconds, then the next ones are opened
    await sleep(3000)
    await runner.stop()
    await sleep(100)
    expect(unhandled).toEqual([])
  })

  test('while Redis is gone and a job is under way', async () => {
    let begun = false
    let finish = (): void => undefined
    const untilFinished = new Promise<void>((resolve) => (finish = resolve))
    const runner = await start({
      slow: async () => {
        begun = true
        await untilFinished
      },
    })
    await isDone(await add('effect'))
    const id = await add('slow')
    await vi.waitFor(() => expect(begun).toBe(true), { timeout: 60_000, interval: 10 })
    await own.kill()
    const stopped = runner.stop()
    await sleep(1500)
    finish()
    await stopped
    await sleep(100)
    expect(await jobRow(id)).toMatchObject({ state: 'done' })
    expect(unhandled).toEqual([])
  })
})

test('attempts are further and further apart, up to ten minutes', () => {
  expect([1, 2, 3, 10, 11, 12].map(backOffMs)).toEqual([1000, 2000, 4000, 512_000, 600_000, 600_000])
})
