import type { Call } from '#contracts/call.ts'
import type { Happened } from '#contracts/house/happened.ts'
import type { HistoryEntity } from './db/people/directory-history.ts'
import type { Repositories } from '#server/repositories.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'

/** Of each kind this many, the newest: a page, not an archive. */
export const happenedShown = 50

/** Everything that happened. */
export async function happenedAt(
  tx: Repositories,
  what: {
    entity: HistoryEntity
    id: number
    calls: readonly Call[]
    tasks: readonly TaskRecord[]
    shutdowns: readonly ShutdownRecord[]
  },
): Promise<Happened> {
  return {
    calls: [...what.calls],
    tasks: what.tasks.map(taskOfRecord),
    shutdowns: what.shutdowns.map(shutdownOfRecord),
    changes: await tx.directoryHistory.of(what.entity, what.id, happenedShown),
  }
}
