import type { JobRunner } from '#server/ports.ts'
import { openBullQueue, type BullQueue } from './bull-queue.ts'
import { startJobsLoop } from './jobs-loop.ts'
import { runDueJobs } from './run-due-jobs.ts'
import { runJob, type JobContext } from './run-job.ts'

/** Rows are offered to Bull this long ahead of their time … */
const horizonMs = 60_000
/** … and so often again: what a flushed Redis forgot is back after this. */
const reconcileMs = 3000
/** What Bull has not begun so long after its time (a worker died with it) is run without Bull. */
const graceMs = 15_000

/**
 * Wakes jobs through Bull, so that many workers share them. While Redis is away the rows are run directly:
 * nothing is late for long, and nothing is lost.
 */
export function createBullRunner(
  context: JobContext,
  options: { databaseUrl: string; redisUrl: string; width: number },
): JobRunner {
  const { deps } = context
  let queue: BullQueue | undefined
  let loop: ReturnType<typeof startJobsLoop> | undefined
  let isStopped = false
  let isAway = false

  const offer = async (to: BullQueue) => {
    const now = deps.now().getTime()
    const rows = await deps.store.repositories.jobs.due(new Date(now + horizonMs), 1000)
    try {
      await to.add(
        rows.map((row) => ({
          id: row.id,
          attempts: row.attempts,
          // a little after its time: a timer of Redis may be a millisecond early, and early means another round
          delayMs: Math.max(0, row.runAt.getTime() - now + 5),
        })),
      )
      if (isAway) deps.log.info({}, 'redis is back, jobs go through it again')
      isAway = false
    } catch (error) {
      if (!isAway) deps.log.warn({ error: String(error) }, 'redis is away, jobs run without it')
      isAway = true
    }
  }

  const round = async () => {
    if (queue !== undefined) await offer(queue)
    const late = isAway ? 0 : graceMs
    await runDueJobs(context, {
      dueBefore: () => new Date(deps.now().getTime() - late),
      width: options.width,
      isStopped: () => isStopped,
    })
    return isAway ? 1000 : reconcileMs
  }

  return {
    async start() {
      queue = openBullQueue({
        redisUrl: options.redisUrl,
        width: options.width,
        run: async (id) => void (await runJob(context, id)),
        log: deps.log,
      })
      loop = startJobsLoop({
        round,
        aheadMs: horizonMs,
        now: deps.now,
        log: deps.log,
        databaseUrl: options.databaseUrl,
      })
    },
    async stop() {
      isStopped = true
      await loop?.stop()
      await queue?.stop()
    },
  }
}
