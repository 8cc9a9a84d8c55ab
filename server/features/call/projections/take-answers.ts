import type { CallEvent } from '#contracts/call-event.ts'
import type { Transaction } from '#server/store.ts'
import { recordAnswer } from '#server/features/shutdown/record-answer.ts'

/**
 * What callers of ours heard and answered when the PBX told them of the end; «нет» becomes a task. Takes the counter of
 * numbers. Answers the callers that the ledger names and nobody knows.
 */
export async function takeAnswers(
  tx: Transaction,
  events: readonly CallEvent[],
  timeZone: string,
): Promise<number[]> {
  await tx.notices.heard(
    events.flatMap((event) => (event.type === 'notice.heard' ? [{ id: event.noticeId, at: event.at }] : [])),
  )
  await tx.consents.refuseByKey(
    events.flatMap((event) =>
      event.type === 'notice.refused' ? [{ id: event.noticeId, at: event.at }] : [],
    ),
  )
  const unknown: number[] = []
  for (const event of events) {
    if (event.type !== 'survey.answered') continue
    const caller = await tx.shutdownCallers.forUpdate(event.callerId)
    if (caller === null) {
      unknown.push(event.callerId)
      continue
    }
    const { answer } = event
    await recordAnswer(tx, caller, { answer, at: new Date(event.at), by: null, timeZone })
  }
  return unknown
}
