import type { Job } from '#server/platform/db/jobs.ts'
import { storeWithin, type Store, type Transaction } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'

/**
 * What a kind of job does. `deps.store` writes in the job's own transaction: the effect and "done" are one.
 * The payload carries ids alone; the handler asks the domain again, since everything may have changed.
 * `aside` writes outside that transaction, at once: how far long work is.
 */
export type JobHandler = (deps: Deps, payload: unknown, job: Job, aside: Store) => Promise<void>

/** Work that may be too much for the process: few attempts, and somebody is told when they are used up. */
export interface BoundedJob {
  run: JobHandler
  attempts: number
  /** In the transaction that leaves the job as failed. */
  givenUp: (deps: Deps, payload: unknown) => Promise<void>
}
export type JobHandlers = Readonly<Record<string, JobHandler | BoundedJob>>

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
 * Counts the attempt in a transaction of its own, then runs the handler and marks the job done in another: work that
 * kills its process has had its attempt all the same. A failure rolls the work back and notes why. Throws only when
 * the database itself is away.
 */
export async function runJob(context: JobContext, id: number): Promise<JobOutcome> {
  const { deps } = context
  const job = await beginAttempt(context, id)
  if (typeof job === 'string') return job
  try {
    return await deps.store.transaction(async (tx) => {
      const held = await tx.jobs.hold(id)
      if (held?.attempts !== job.attempts + 1) return 'gone'
      // first: a repeating one adds its next, and of its kind only one may be pending
      await tx.jobs.finish(job, deps.now())
      const handler = context.handlers[job.kind]
      if (handler === undefined) throw new Error(`nothing here handles ${job.kind}`)
      const run = typeof handler === 'function' ? handler : handler.run
      await run({ ...deps, store: storeWithin(tx) }, job.payload, job, deps.store)
      return 'done'
    })
  } catch (error) {
    return noteFailure(context, id, messageOf(error))
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The job as it was before this attempt. Its next one stands already, should this one never end. */
async function beginAttempt(context: JobContext, id: number): Promise<Job | 'gone' | 'failed'> {
  const { deps } = context
  return deps.store.transaction(async (tx) => {
    const now = deps.now()
    const job = await tx.jobs.claim(id)
    if (job === null || job.runAt > now) return 'gone'
    if (job.attempts >= mostAttempts(context, job)) return giveUp(context, tx, job, 'its process died of it')
    await tx.jobs.begin(id, new Date(now.getTime() + backOffMs(job.attempts + 1)))
    return job
  })
}

const mostAttempts = ({ handlers }: JobContext, { kind }: Job): number => {
  const handler = handlers[kind]
  return typeof handler === 'object' ? handler.attempts : maxAttempts
}

async function noteFailure(context: JobContext, id: number, message: string): Promise<JobOutcome> {
  const { deps } = context
  return deps.store.transaction(async (tx) => {
    const job = await tx.jobs.hold(id)
    if (job === null) return 'gone'
    if (job.attempts >= mostAttempts(context, job)) return giveUp(context, tx, job, message)
    const { kind, attempts } = job
    await tx.jobs.fail(id, message, new Date(deps.now().getTime() + backOffMs(attempts)))
    deps.log.warn({ jobId: id, kind, attempts, error: message }, 'job failed, will be tried again')
    return 'again'
  })
}

async function giveUp(context: JobContext, tx: Transaction, job: Job, message: string): Promise<'failed'> {
  const { deps, handlers } = context
  await tx.jobs.fail(job.id, message, null)
  const handler = handlers[job.kind]
  if (typeof handler === 'object') await handler.givenUp({ ...deps, store: storeWithin(tx) }, job.payload)
  const facts = { jobId: job.id, kind: job.kind, attempts: job.attempts, error: message }
  deps.log.error(facts, 'job failed for good')
  return 'failed'
}
