import { z } from 'zod'
import { readResidents } from './file/read-residents.ts'
import { checkImport, writeImport, type ImportRun } from './run-import.ts'
import type { Deps } from '#server/deps.ts'
import type { BoundedJob } from '#server/platform/queue/run-job.ts'

const Payload = z.object({ importId: z.number().int() })
/** A passing fault is over by then; a file that kills the process must not do it a third time. */
const attempts = 2

/** A fault that comes again is told on the page, where the import can be started once more. */
const told = (work: (deps: Deps, run: ImportRun) => Promise<void>): BoundedJob => ({
  attempts,
  run: (deps, payload, _job, aside) =>
    work(deps, { importId: Payload.parse(payload).importId, readResidents, aside }),
  givenUp: ({ store, now }, payload) =>
    store.repositories.imports.broken(Payload.parse(payload).importId, now()),
})

export const importCheck = told(checkImport)
export const importApply = told(writeImport)
