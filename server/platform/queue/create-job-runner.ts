import type { Deps } from '#server/deps.ts'
import type { JobRunner } from '#server/ports.ts'
import { createBullRunner } from './bull-runner.ts'
import { createLocalRunner } from './local-runner.ts'
import { ensureRepeating, type Intervals } from './repeating.ts'
import type { JobHandlers } from './run-job.ts'
import { startWakeLoop, type WakeLoop } from './wake-loop.ts'

/** Should the row of repeating work have failed for good, it begins anew after this. */
const ensureMs = 10 * 60_000

export interface JobRunnerOptions {
  /** Null: the jobs of this process's database are woken in this process. */
  redisUrl: string | null
  /** For a connection of its own that LISTENs. */
  databaseUrl: string
  deps: Deps
  handlers: JobHandlers
  /** Kinds that repeat: a row of each is made when there is none. */
  intervals?: Intervals
  /** How many jobs run at once in this process; each holds a connection of the pool. */
  width?: number
}

/** Runs the rows of `jobs`. Both kinds keep the same promises; only who wakes the rows differs (ADR 0009). */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { deps, handlers, databaseUrl, redisUrl, width = 3, intervals = {} } = options
  const context = { deps, handlers }
  const runner =
    redisUrl === null
      ? createLocalRunner(context, { databaseUrl, width })
      : createBullRunner(context, { databaseUrl, redisUrl, width })
  let ensuring: WakeLoop | undefined

  return {
    async start() {
      await runner.start()
      ensuring = startWakeLoop({
        round: async () => {
          await ensureRepeating(deps, intervals)
          return ensureMs
        },
        log: deps.log,
        name: 'repeating jobs',
      })
    },
    async stop() {
      await ensuring?.stop()
      await runner.stop()
    },
  }
}
