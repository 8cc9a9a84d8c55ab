import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
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
    const messages = await tx.shutdownCallers.messagesOfTask(task.id)
    return { task, history, historyCount, calls, told, handovers, messages }
  })
}
