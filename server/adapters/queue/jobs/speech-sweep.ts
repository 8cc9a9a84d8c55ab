import type { JobHandler } from '../run-job.ts'

/** Nobody listens for a day to a file that nothing names any more. */
const keptMs = 24 * 3_600_000

/** Old versions of texts go from the folder of announcements. */
export const speechSweep: JobHandler = async ({ announcements, store, now, log }) => {
  const before = new Date(now().getTime() - keptMs)
  const files = await announcements.sweep(new Set(await store.repositories.speech.named()), before)
  if (files > 0) log.info({ files }, 'old announcements removed')
}
