import type { JobHandlers } from '#server/adapters/queue/run-job.ts'

/** Every kind of job with what it does; one line each. */
export const jobHandlers: JobHandlers = {}
