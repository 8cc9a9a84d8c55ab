import Queue from 'bull'
import { Redis, type Command, type RedisOptions } from 'ioredis'
import type { Log } from '#server/ports.ts'

/** A row to wake: Bull carries its id and nothing else. */
export interface Wake {
  id: number
  attempts: number
  delayMs: number
}

export interface BullQueue {
  /** Rejects within about two seconds when Redis is away or hung. A row that is known already is not doubled. */
  add(wakes: readonly Wake[]): Promise<void>
  stop(): Promise<void>
}

/**
 * Bull and ioredis drop a few promises that reject when a connection is cut, and a rejection that nobody handles
 * ends the process. Whoever does wait for a command still gets its error; a failed connect is an `error` event.
 */
class QuietRedis extends Redis {
  /** Bull reconnects when it closes, and looks at the outcome only after the jobs under way have ended. */
  override async connect(): Promise<void> {
    await super.connect().catch(() => undefined)
  }

  /** After a reconnect ioredis subscribes again and leaves that promise to nobody. */
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    command.promise.catch(() => undefined)
    return super.sendCommand(command, stream)
  }
}

/**
 * Bull as a waker. Connections that wait for work never give up (`maxRetriesPerRequest: null`, Bull demands it);
 * the one that adds work fails fast, since the rows in PostgreSQL are the truth and are offered again.
 */
export function openBullQueue(options: {
  redisUrl: string
  width: number
  run: (id: number) => Promise<void>
  log: Log
}): BullQueue {
  const clients: Redis[] = []
  const waiting: RedisOptions = { maxRetriesPerRequest: null, enableReadyCheck: false }
  const failFast: RedisOptions = { maxRetriesPerRequest: 1, commandTimeout: 2000 }
  const queue = new Queue<{ id: number }>('vakhta-jobs', {
    createClient: (type, given) => {
      const client = new QuietRedis(options.redisUrl, {
        ...given,
        connectTimeout: 2000,
        retryStrategy: (times) => Math.min(50 * 2 ** times, 1000),
        ...(type === 'client' ? failFast : waiting),
      })
      // Bull reports errors through the queue; without a listener each would also be printed
      client.on('error', (error: unknown) => options.log.debug({ error: String(error) }, 'redis of the jobs'))
      clients.push(client)
      return client
    },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  })
  queue.on('error', (error) => options.log.debug({ error: error.message }, 'bull'))
  // process() names the connection and leaves that promise to nobody: cut while Redis hangs, it would reject
  const setWorkerName = queue.setWorkerName.bind(queue)
  queue.setWorkerName = () =>
    setWorkerName().catch((error: unknown) => options.log.debug({ error: String(error) }, 'bull has no name'))
  queue
    .process('wake', options.width, (job) => options.run(job.data.id))
    .catch((error: unknown) => options.log.debug({ error: String(error) }, 'bull stopped working'))

  return {
    async add(wakes) {
      if (wakes.length === 0) {
        await within(2000, queue.client.ping())
        return
      }
      await within(
        2500,
        queue.addBulk(
          wakes.map(({ id, attempts, delayMs }) => ({
            name: 'wake',
            data: { id },
            opts: { jobId: `${id}-${attempts}`, delay: delayMs },
          })),
        ),
      )
    },
    async stop() {
      // Bull waits for a Redis that may never come: give it the time of a job, then cut
      await within(10_000, queue.close()).catch(() => undefined)
      for (const client of clients) client.disconnect()
    },
  }
}

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`redis gave no answer within ${limitMs} ms`)), limitMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
