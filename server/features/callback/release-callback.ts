import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { lockedTask, saveTask } from '#server/features/task/task-change.ts'

/**
 * Who could not reach the resident gives the call-back to the shift again. Twice is once.
 * @throws Refusal notFound, taskNotOpen, alreadyClaimed with `by` (it is a colleague's)
 */
export async function releaseCallback(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'releaseCallback'>,
): Promise<RouteResponse<'releaseCallback'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (before.status !== 'callback') throw new Refusal('taskNotOpen', { status: before.status })
    if (before.claim === null) return taskOfRecord(before)
    if (before.claim.userId !== person.userId) {
      throw new Refusal('alreadyClaimed', { by: before.claim.name })
    }
    await tx.callbackClaims.remove(before.id)
    return await saveTask(
      tx,
      { before, after: { ...before, claim: null }, what: ['released'] },
      { userId: person.userId, at: deps.now() },
    )
  })
}
