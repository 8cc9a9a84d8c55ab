import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { canMove, isUnregistered, mayMoveFrom, needsReason } from '#domain/task/states.ts'
import { lockedTask, sameVersion, saveTask } from './task-change.ts'

/**
 * Changes the status of a registered task, by the table of transitions. Deferring and cancelling need a note;
 * what was cancelled is reopened by supervisors alone.
 * @throws Refusal notFound, taskNotOpen (a draft), conflict, cannotMove, badInput, notAllowed
 */
export async function moveTask(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'moveTask'>,
): Promise<RouteResponse<'moveTask'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (isUnregistered(before.status)) throw new Refusal('taskNotOpen', { status: before.status })
    sameVersion(before, body.version)
    if (!canMove(before.status, body.to)) {
      throw new Refusal('cannotMove', { from: before.status, to: body.to })
    }
    const note = body.note.trim()
    if (needsReason(body.to) && note === '') throw new Refusal('badInput', { field: 'note' })
    if (!mayMoveFrom(before.status, person.role)) {
      throw new Refusal('notAllowed', { permission: 'task.dispatch' })
    }
    const after = { ...before, status: body.to }
    return await saveTask(
      tx,
      { before, after, what: ['moved'], note },
      { userId: person.userId, at: deps.now() },
    )
  })
}
