import type { Repositories } from '#server/repositories.ts'
import type { NoticeKind } from '#domain/shutdown/notice/notice-text.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'

/**
 * Writes a notice for each number that asked to be told of this change, of a survey for each that called; the job
 * `notice.send` sends it. Earlier news of the shutdown that are not sent yet are news no more.
 */
export async function tellCallers(
  tx: Repositories,
  shutdown: Pick<ShutdownRecord, 'id'>,
  kind: NoticeKind,
  at: Date,
): Promise<void> {
  await tx.notices.drop(shutdown.id, at)
  const numbers = await tx.shutdownCallers.numbers(shutdown.id, kind !== 'survey')
  const ids = await tx.notices.add(
    numbers.map(({ digits, callerId }) => ({ shutdownId: shutdown.id, kind, digits, callerId, at })),
  )
  await tx.jobs.add(ids.map((noticeId) => ({ kind: 'notice.send', payload: { noticeId }, runAt: at })))
}
