import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { NoticeKind } from '#server/domain/shutdown/notice-text.ts'
import type { ShutdownRecord } from '#server/domain/shutdown/shutdown-record.ts'

/** What is not sent yet and nobody needs to hear any more after such a change. */
const outdated: Record<NoticeKind, readonly NoticeKind[]> = {
  moved: ['moved'],
  ended: ['moved', 'ended', 'cancelled'],
  cancelled: ['moved', 'ended', 'cancelled', 'survey'],
  // a survey says too that it has ended
  survey: ['moved', 'ended', 'cancelled', 'survey'],
}

/**
 * Writes a notice for each number that asked to be told of this change, of a survey for each that called; the job
 * `notice.send` sends it. A later shift replaces an earlier one that is not sent yet. Before the shutdown's journal.
 */
export async function tellCallers(
  tx: Repositories,
  shutdown: Pick<ShutdownRecord, 'id'>,
  kind: NoticeKind,
  at: Date,
): Promise<void> {
  await tx.notices.drop(shutdown.id, outdated[kind], at)
  const asked = new Set(kind === 'ended' ? await tx.notices.pendingNumbers(shutdown.id, 'survey') : [])
  const numbers = await tx.shutdownCallers.numbers(shutdown.id, kind !== 'survey')
  const ids = await tx.notices.add(
    numbers
      .filter(({ digits }) => !asked.has(digits))
      .map(({ digits, callerId }) => ({ shutdownId: shutdown.id, kind, digits, callerId, at })),
  )
  await tx.jobs.add(ids.map((noticeId) => ({ kind: 'notice.send', payload: { noticeId }, runAt: at })))
}
