import type { Transaction } from '#server/store.ts'
import type { AskedCaller } from './db/notice/shutdown-callers.ts'
import { nextTaskNumber } from '#server/features/company/next-task-number.ts'
import { companyOfHouse } from '#server/features/company/whose.ts'
import { surveyTask } from '#domain/shutdown/notice/survey-task.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { askForSuggestions } from './suggest-shutdowns.ts'

export interface Said {
  answer: 'yes' | 'no'
  at: Date
  /** Who asked; null: the PBX did. */
  by: { userId: number; name: string } | null
  timeZone: string
}

/**
 * What a caller said when he was asked after the end of a shutdown. «Нет» becomes a registered task, once, and boards
 * are told. `caller` is locked. Takes the counter of numbers, so only writing may follow.
 */
export async function recordAnswer(
  tx: Transaction,
  caller: AskedCaller,
  { answer, at, by, timeZone }: Said,
): Promise<void> {
  const isNews = answer === 'no' && caller.answer !== 'no' && caller.taskId === null
  const taskId = isNews ? await registerNo(tx, caller, { at, by, timeZone }) : null
  await tx.shutdownCallers.answered(caller.id, {
    answer,
    at: at.toISOString(),
    by: by?.userId ?? null,
    taskId,
  })
}

/** The company of a shutdown in whose houses no other company has one. */
const onlyOf = (companyIds: readonly number[]): number | null =>
  companyIds.length === 1 ? (companyIds[0] ?? null) : null

/** Answers the id of the task. */
async function registerNo(
  tx: Transaction,
  caller: AskedCaller,
  { at, by, timeZone }: Omit<Said, 'answer'>,
): Promise<number> {
  const shutdown = await tx.shutdowns.find(caller.shutdownId)
  if (shutdown === null) throw new Error(`no shutdown of caller ${caller.id}`)
  const id = await tx.tasks.reserveId()
  const { houseId, apartmentId } = caller
  const place = houseId === null ? null : await tx.places.find(houseId, apartmentId)
  const entry = await tx.classifier.ofServices(shutdown.services)
  if (houseId !== null) await askForSuggestions(tx, at)
  const companyId = (await companyOfHouse(tx, houseId, { at, timeZone })) ?? onlyOf(shutdown.companyIds)
  const number = await nextTaskNumber(tx, companyId, { at, timeZone })
  const task = surveyTask(caller, {
    id,
    number,
    shutdown,
    address: place?.address ?? null,
    entry,
    companyId,
    at,
    by,
    timeZone,
  })
  await tx.tasks.save([task])
  const entryOfHistory = { taskId: id, at: at.toISOString(), byUser: by?.userId ?? null, to: task.status }
  await tx.taskHistory.add([
    { ...entryOfHistory, what: 'created', from: null, fact: { what: 'survey', shutdown: shutdown.number } },
    { ...entryOfHistory, what: 'registered', from: 'draft', fact: { what: 'registered', number } },
  ])
  tx.tell('task', taskOfRecord(task))
  return id
}
