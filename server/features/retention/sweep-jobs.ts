import type { Deps } from '#server/deps.ts'

const keepDays = 30

/** Rows of jobs that are long done; failed ones stay until somebody has looked at them. And files never imported. */
export async function sweepJobs({ store, now, log }: Deps): Promise<void> {
  const before = new Date(now().getTime() - keepDays * 24 * 3600 * 1000)
  const removed = await store.repositories.jobs.removeDone(before)
  if (removed > 0) log.info({ removed }, 'old jobs removed')
  // files full of people's data that nobody applied (152-ФЗ: no longer than the purpose needs)
  const forgotten = await store.repositories.imports.forgetFiles(before)
  if (forgotten > 0) log.info({ forgotten }, 'files that nobody imported are gone')
}
