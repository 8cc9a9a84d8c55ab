import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { isUnregistered } from '#domain/task/states.ts'
import { lockedTask, saveTask } from './task-change.ts'

/**
 * The applicant was told the number, the term, the measures (ПП РФ 416, п. 17): kept with the task and in its
 * history, each part once, by whoever told it first. Answers all that was told so far.
 * @throws Refusal notFound, taskNotOpen (there is no number to tell yet)
 */
export async function tellApplicant(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'tellApplicant'>,
): Promise<RouteResponse<'tellApplicant'>> {
  return deps.store.transaction(async (tx) => {
    const task = await lockedTask(tx, params.id)
    if (isUnregistered(task.status)) throw new Refusal('taskNotOpen', { status: task.status })
    const by = { userId, at: deps.now() }
    const added = await tx.taskTold.add(task.id, body.parts, by)
    const told = await tx.taskTold.ofTask(task.id)
    if (added.length > 0) {
      await saveTask(
        tx,
        { before: task, after: task, what: ['told'], fact: { what: 'told', parts: added } },
        by,
      )
    }
    return { told }
  })
}
