import { listen } from '#server/platform/db/connection/listen.ts'
import type { Log } from '#server/ports.ts'
import { startWakeLoop } from './wake-loop.ts'

/** Rounds whose next one begins when its time has come, or at once when somebody added a job. */
export function startJobsLoop(options: { round: () => Promise<number>; log: Log; databaseUrl: string }): {
  stop(): Promise<void>
} {
  const { round, log, databaseUrl } = options
  const loop = startWakeLoop({ round, log, name: 'jobs' })
  const listener = listen({ url: databaseUrl, channel: 'jobs', onNotify: () => loop.poke(), log })
  return {
    async stop() {
      await listener.stop()
      await loop.stop()
    },
  }
}
