import type { CallEvent } from '#contracts/call-event.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import { recordAnswer } from '#server/app/shutdown/record-answer.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'

/**
 * What callers of ours heard and answered when the PBX told them of the end: the tasks that their «нет» became. Takes
 * the counter of numbers.
 */
export async function takeAnswers(
  tx: Repositories,
  events: readonly CallEvent[],
  timeZone: string,
): Promise<{ tasks: TaskRecord[]; unknown: number[] }> {
  await tx.notices.heard(
    events.flatMap((event) => (event.type === 'notice.heard' ? [{ id: event.noticeId, at: event.at }] : [])),
  )
  await tx.notices.refused(
    events.flatMap((event) =>
      event.type === 'notice.refused' ? [{ id: event.noticeId, at: event.at }] : [],
    ),
  )
  const tasks: TaskRecord[] = []
  const unknown: number[] = []
  for (const event of events) {
    if (event.type !== 'survey.answered') continue
    const caller = await tx.shutdownCallers.forUpdate(event.callerId)
    if (caller === null) {
      unknown.push(event.callerId)
      continue
    }
    const { answer } = event
    const task = await recordAnswer(tx, caller, { answer, at: new Date(event.at), by: null, timeZone })
    if (task !== null) tasks.push(task)
  }
  return { tasks, unknown }
}
