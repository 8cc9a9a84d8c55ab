import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { JoinedCaller } from '#contracts/joined-caller.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { Repositories } from '#server/repositories.ts'
import { undoJoinBy } from '#domain/task/join/undo-join.ts'
import type { JoinedDraft } from './db/joined-callers.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'

/**
 * One task with the last of its history and of its calls, of one moment.
 * @throws Refusal notFound
 */
export async function getTask(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getTask'>,
): Promise<RouteResponse<'getTask'>> {
  return deps.store.snapshot(async (tx) => {
    const record = await tx.tasks.find(params.id)
    if (record === null) throw new Refusal('notFound', { id: params.id })
    const task = taskOfRecord(record)
    const history = await tx.taskHistory.ofTask(task.id)
    const historyCount = await tx.taskHistory.count(task.id)
    const calls = await tx.calls.byIds(task.callIds)
    const told = await tx.taskTold.ofTask(task.id)
    const handovers = await tx.taskHandovers.ofTask(task.id)
    const joined = await joinedTo(tx, task.id, deps.now())
    return { task, history, historyCount, calls, told, handovers, joined }
  })
}

async function joinedTo(tx: Repositories, id: number, now: Date): Promise<JoinedCaller[]> {
  const found = await tx.joinedCallers.ofTask(id)
  if (found.length === 0) return []
  const firstCall = ({ draft }: JoinedDraft): string[] => draft.links.slice(0, 1).map(({ callId }) => callId)
  const calls = await tx.calls.byIds(found.flatMap(firstCall))
  return found.map((one) => ({
    task: taskOfRecord(one.draft),
    at: one.last.at,
    byName: one.last.byName,
    call: calls.find(({ id: callId }) => firstCall(one).includes(callId)) ?? null,
    handovers: one.handovers,
    undoBy: undoJoinBy(one.draft, one.last, now),
  }))
}
