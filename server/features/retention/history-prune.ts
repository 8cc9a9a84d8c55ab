import { pruneHistory } from './prune-history.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** Between two steps while there is more to do: everybody else's work goes between them. */
const restMs = 1000

/** What is older than it is kept, a small step at a time; each step is a job and a transaction of its own. */
export const historyPrune: JobHandler = async (deps, _payload, job) => {
  if (!(await pruneHistory(deps))) return
  const runAt = new Date(deps.now().getTime() + restMs)
  await deps.store.transaction((tx) => tx.jobs.addUnlessPending(job.kind, runAt))
}
