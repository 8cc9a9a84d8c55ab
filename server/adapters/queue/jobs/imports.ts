import { z } from 'zod'
import { readTable } from '#server/adapters/files/read-table.ts'
import { checkImport, writeImport, type ImportRun } from '#server/app/import/run-import.ts'
import type { Deps } from '#server/app/deps.ts'
import type { JobHandler } from '../run-job.ts'

const Payload = z.object({ importId: z.number().int() })
/** Whoever waits for the import hears of it after this; a passing fault is over by then. */
const attempts = 3

/** A fault that comes again and again is told on the page, where the import can be started once more. */
const told =
  (work: (deps: Deps, run: ImportRun) => Promise<void>): JobHandler =>
  async (deps, payload, job, aside) => {
    const { importId } = Payload.parse(payload)
    try {
      await work(deps, { importId, readTable, aside })
    } catch (error) {
      if (job.attempts + 1 >= attempts) await aside.repositories.imports.broken(importId, deps.now())
      throw error
    }
  }

export const importCheck = told(checkImport)
export const importApply = told(writeImport)
