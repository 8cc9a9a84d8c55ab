import type { Knex } from 'knex'
import type { Job } from '#server/adapters/db/jobs.ts'
import { repositories } from '#server/adapters/db/repositories.ts'
import type { Store } from '#server/adapters/db/store.ts'
import type { Deps } from '#server/app/deps.ts'

/**
 * What a kind of job does. `deps.store` writes in the job's own transaction: the effect and "done" are one.
 * The payload carries ids alone; the handler asks the domain again, since everything may have changed.
 * `aside` writes outside that transaction, at once: how far long work is.
 */
export type JobHandler = (deps: Deps, payload: unknown, job: Job, aside: Store) => Promise<void>
export type JobHandlers = Readonly<Record<string, JobHandler>>

/** `gone`: done already, in another runner's hands, or not due yet. */
export type JobOutcome = 'done' | 'again' | 'failed' | 'gone'

export interface JobContext {
  deps: Deps
  handlers: JobHandlers
}

/** After so many attempts a job is left as `failed`; with the waits between them that is about an hour. */
export const maxAttempts = 12

/** Milliseconds to wait after the n-th failed attempt (n from 1): 1 s, 2 s, 4 s … at most 10 minutes. */
export const backOffMs = (attempts: number): number => Math.min(1000 * 2 ** (attempts - 1), 600_000)

/**
 * Claims the row, runs its handler and marks it done in one transaction; a failure rolls all of it back and
 * notes the attempt. Throws only when the database itself is away: then the row is as it was.
 */
export async function runJob(context: JobContext, id: number): Promise<JobOutcome> {
  const { deps } = context
  try {
    return await deps.store.transaction(async (tx) => {
      const now = deps.now()
      const job = await tx.jobs.claim(id)
      if (job === null || job.runAt > now) return 'gone'
      // first, since the journal's head row must be the last thing that a transaction takes
      await tx.jobs.finish(id, now)
      const handler = context.handlers[job.kind]
      if (handler === undefined) throw new Error(`nothing here handles ${job.kind}`)
      await handler({ ...deps, store: storeWithin(tx.knex) }, job.payload, job, deps.store)
      return 'done'
    })
  } catch (error) {
    return noteFailure(context, id, error)
  }
}

async function noteFailure({ deps }: JobContext, id: number, error: unknown): Promise<JobOutcome> {
  const message = error instanceof Error ? error.message : String(error)
  return deps.store.transaction(async (tx) => {
    const job = await tx.jobs.claim(id)
    if (job === null) return 'gone'
    const attempts = job.attempts + 1
    const facts = { jobId: id, kind: job.kind, attempts, error: message }
    if (attempts >= maxAttempts) {
      await tx.jobs.fail(id, message, null)
      deps.log.error(facts, 'job failed for good')
      return 'failed'
    }
    await tx.jobs.fail(id, message, new Date(deps.now().getTime() + backOffMs(attempts)))
    deps.log.warn(facts, 'job failed, will be tried again')
    return 'again'
  })
}

/** The store of a transaction that is open already; its transactions are savepoints in it. */
const storeWithin = (tx: Knex): Store => ({
  transaction: (work) => tx.transaction((inner) => work(repositories(inner))),
  snapshot: (work) => work(repositories(tx)),
  repositories: repositories(tx),
})
