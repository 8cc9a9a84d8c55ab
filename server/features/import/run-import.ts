import type { Repositories } from '#server/repositories.ts'
import type { Store } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'
import { FileFault, type ReadResidents } from '#server/platform/table.ts'
import { workThrough } from './work-through.ts'

export interface ImportRun {
  importId: number
  readResidents: ReadResidents
  /** Outside the transaction of the work: progress is seen while it runs, and stays when the work is undone. */
  aside: Store
}

/** Looks through a file and says what it would change; writes nothing of it. Twice is once. */
export async function checkImport(deps: Deps, { importId, readResidents, aside }: ImportRun): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const work = await tx.imports.work(importId)
    if (work?.state !== 'checking') return
    await orFailed(deps, tx, importId, async () => {
      const found = await workThrough(
        deps,
        tx,
        { importId, bytes: work.bytes },
        {
          readResidents,
          progress: (counts) => aside.repositories.imports.progress(importId, counts),
        },
      )
      await tx.imports.ready(importId, found)
    })
  })
}

/**
 * Writes the good lines of a file, all in the one transaction of the job: a process killed in the middle has written
 * nothing, and the job begins anew. The directory may have changed since the file was looked through, so it is
 * compared once more.
 */
export async function writeImport(deps: Deps, { importId, readResidents, aside }: ImportRun): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const work = await tx.imports.work(importId)
    if (work?.state !== 'applying') return
    await orFailed(deps, tx, importId, async () => {
      const at = deps.now()
      await tx.importWriter.alone()
      const found = await workThrough(
        deps,
        tx,
        { importId, bytes: work.bytes },
        {
          readResidents,
          write: (plans) => tx.importWriter.write(plans, { at, byUser: work.byUser, importId }),
          progress: (counts) => aside.repositories.imports.progress(importId, counts),
        },
      )
      await tx.importWriter.finish()
      await tx.imports.done(importId, found, deps.now())
      const by = { userId: work.byUser, at }
      tx.audit('import.applied', by, { subject: String(importId), details: found.counts })
      deps.log.info({ importId, ...found.counts }, 'residents imported')
    })
  })
}

/** A file that is none is told, not tried again. */
async function orFailed(
  deps: Deps,
  tx: Repositories,
  importId: number,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    await tx.imports.failed(importId, error.code, { at: deps.now(), columns: error.columns })
  }
}
