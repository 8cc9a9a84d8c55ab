import { listen } from '#server/platform/db/connection/listen.ts'
import type { Log } from '#server/ports.ts'
import { startWakeLoop } from './wake-loop.ts'

/**
 * Rounds whose next one begins when its time has come, or earlier when somebody adds a job: so many milliseconds before
 * that job is due.
 */
export function startJobsLoop(options: {
  round: () => Promise<number>
  aheadMs: number
  now: () => Date
  log: Log
  databaseUrl: string
}): {
  stop(): Promise<void>
} {
  const { round, aheadMs, now, log, databaseUrl } = options
  const loop = startWakeLoop({ round, log, name: 'jobs' })
  const onNotify = (dueAt: string): void => {
    if (dueAt === '') loop.poke()
    else loop.within(Math.max(0, Number(dueAt) - now().getTime() - aheadMs))
  }
  const listener = listen({ url: databaseUrl, channel: 'jobs', onNotify, log })
  return {
    async stop() {
      await listener.stop()
      await loop.stop()
    },
  }
}
