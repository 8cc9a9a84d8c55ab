import { sweepJobs } from '#server/app/retention/sweep-jobs.ts'
import type { JobHandler } from '../run-job.ts'

/** What is long done goes. */
export const jobSweep: JobHandler = (deps) => sweepJobs(deps)
