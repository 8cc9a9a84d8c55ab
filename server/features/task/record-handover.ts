import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { lockedTask, saveTask } from './task-change.ts'

/**
 * Who took a danger to life over, when and under which number (domain.md, moment 7): kept with the task and in its
 * history. The task, draft or registered, is an emergency from now on.
 * @throws Refusal notFound, taskNotOpen (it was dissolved or thrown away)
 */
export async function recordHandover(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'recordHandover'>,
): Promise<RouteResponse<'recordHandover'>> {
  const task = await deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (before.status === 'discarded') throw new Refusal('taskNotOpen', { status: before.status })
    const by = { userId, at: deps.now() }
    await tx.taskHandovers.add(before.id, body, by)
    const after = { ...before, fields: { ...before.fields, isEmergency: true } }
    const { service, takenBy, number, at } = body
    const fact = { what: 'handover', service, takenBy, number, at: new Date(at).toISOString() } as const
    return saveTask(tx, { before, after, what: ['handedOver'], fact }, by)
  })
  deps.log.info({ taskId: task.id, script: body.script, userId }, 'emergency handed over')
  return task
}
