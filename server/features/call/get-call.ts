import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'

/**
 * One call with all that happened to it and its tasks, of one moment.
 * @throws Refusal notFound
 */
export async function getCall(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getCall'>,
): Promise<RouteResponse<'getCall'>> {
  return deps.store.snapshot(async (tx) => {
    const call = await tx.calls.find(params.id)
    if (call === null) throw new Refusal('notFound', { id: params.id })
    const events = await tx.callEvents.ofCall(call.id)
    const tasks = (await tx.tasks.ofCalls([call.id])).map(taskOfRecord)
    const quality = await tx.callQuality.ofCall(call.id)
    return { call, events, tasks, quality }
  })
}
