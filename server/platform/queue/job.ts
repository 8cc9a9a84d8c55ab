import type { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import type { JobHandler } from './run-job.ts'

/** A use case as a job: its payload is read before it is asked. @throws ZodError, which the job's row keeps */
export const job =
  <S extends z.ZodType>(payload: S, run: (deps: Deps, payload: z.output<S>) => Promise<void>): JobHandler =>
  (deps, given) =>
    run(deps, payload.parse(given))
