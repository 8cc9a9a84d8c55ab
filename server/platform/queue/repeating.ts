import type { Deps } from '#server/deps.ts'
import type { JobHandler } from './run-job.ts'

/** Work that comes again and again: minutes from the end of one run to the next. */
export type Intervals = Readonly<Record<string, number>>

/** One pending row a kind, whatever was lost or how many workers begin at once. */
export async function ensureRepeating({ store, now }: Deps, intervals: Intervals): Promise<void> {
  await store.transaction(async (tx) => {
    for (const kind of Object.keys(intervals)) await tx.jobs.addUnlessPending(kind, now())
  })
}

/** The handler, and the next row in the same transaction. */
export const repeating =
  (everyMinutes: number, handler: JobHandler): JobHandler =>
  async (deps, payload, job, aside) => {
    await handler(deps, payload, job, aside)
    const runAt = new Date(deps.now().getTime() + everyMinutes * 60_000)
    await deps.store.transaction((tx) => tx.jobs.addUnlessPending(job.kind, runAt))
  }
