import { runJob, type JobContext } from './run-job.ts'

/**
 * Runs jobs whose time came before `dueBefore`, `width` at once, until none is left that another runner does
 * not hold. Resolves with how many were run; rejects when the database is away.
 */
export async function runDueJobs(
  context: JobContext,
  options: { dueBefore: () => Date; width: number; isStopped: () => boolean },
): Promise<number> {
  let ran = 0
  for (;;) {
    const due = await context.deps.store.repositories.jobs.due(options.dueBefore(), 100)
    const ranBefore = ran
    const lanes = Array.from({ length: options.width }, async () => {
      for (let job = due.shift(); job !== undefined && !options.isStopped(); job = due.shift())
        if ((await runJob(context, job.id)) !== 'gone') ran++
    })
    const results = await Promise.allSettled(lanes)
    const broken = results.find((result) => result.status === 'rejected')
    if (broken !== undefined) throw broken.reason
    if (ran === ranBefore || options.isStopped()) return ran
  }
}
