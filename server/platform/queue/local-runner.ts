import type { JobRunner } from '#server/ports.ts'
import { startJobsLoop } from './jobs-loop.ts'
import { runDueJobs } from './run-due-jobs.ts'
import type { JobContext } from './run-job.ts'

/** Looks at least so often, should a notification be lost. */
const maxWaitMs = 30_000
/** When something is due that another process holds. */
const heldWaitMs = 1000

/** Wakes jobs without Redis: by NOTIFY at a commit, and by a timer to the next row's time. */
export function createLocalRunner(
  context: JobContext,
  options: { databaseUrl: string; width: number },
): JobRunner {
  const { deps } = context
  let loop: ReturnType<typeof startJobsLoop> | undefined
  let isStopped = false

  const round = async () => {
    await runDueJobs(context, { dueBefore: deps.now, width: options.width, isStopped: () => isStopped })
    const next = await deps.store.repositories.jobs.nextRunAt()
    if (next === null) return maxWaitMs
    const left = next.getTime() - deps.now().getTime()
    return left <= 0 ? heldWaitMs : Math.min(left, maxWaitMs)
  }

  return {
    async start() {
      loop = startJobsLoop({
        round,
        aheadMs: 0,
        now: deps.now,
        log: deps.log,
        databaseUrl: options.databaseUrl,
      })
    },
    async stop() {
      isStopped = true
      await loop?.stop()
    },
  }
}
