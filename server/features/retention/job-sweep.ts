import { sweepJobs } from './sweep-jobs.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** What is long done goes. */
export const jobSweep: JobHandler = (deps) => sweepJobs(deps)
