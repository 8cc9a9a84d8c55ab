import type { Deps } from '#server/app/deps.ts'
import type { JobRunner } from '#server/app/ports.ts'
import { createBullRunner } from './bull-runner.ts'
import { createLocalRunner } from './local-runner.ts'
import type { JobHandlers } from './run-job.ts'

export interface JobRunnerOptions {
  /** Null: the jobs of this process's database are woken in this process. */
  redisUrl: string | null
  /** For a connection of its own that LISTENs. */
  databaseUrl: string
  deps: Deps
  handlers: JobHandlers
  /** How many jobs run at once in this process; each holds a connection of the pool. */
  width?: number
}

/** Runs the rows of `jobs`. Both kinds keep the same promises; only who wakes the rows differs (ADR 0009). */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { deps, handlers, databaseUrl, redisUrl, width = 3 } = options
  const context = { deps, handlers }
  return redisUrl === null
    ? createLocalRunner(context, { databaseUrl, width })
    : createBullRunner(context, { databaseUrl, redisUrl, width })
}
