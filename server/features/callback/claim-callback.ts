import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'
import { claimHoldsUntil, isStale } from '#domain/task/claim.ts'
import { taskOfRecord, type TaskRecord } from '#domain/task/task-record.ts'
import { lockedTask, saveTask } from '#server/features/task/task-change.ts'

/**
 * This person calls back: of many who press at once one wins, the others hear who. A colleague's claim is taken
 * over when it is stale, or with a reason by who may.
 * @throws Refusal notFound, taskNotOpen, alreadyClaimed with `by`, notAllowed
 */
export async function claimCallback(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'claimCallback'>,
): Promise<RouteResponse<'claimCallback'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    if (before.status !== 'callback') throw new Refusal('taskNotOpen', { status: before.status })
    const at = deps.now()
    if (before.claim?.userId === person.userId) {
      await tx.callbackClaims.keep(before.id, person.userId, at)
      return taskOfRecord(before)
    }
    await mayTake(tx, person, before, { at, reason: body.reason })
    await tx.callbackClaims.put(before.id, person.userId, at)
    const payload = { taskId: before.id }
    await tx.jobs.add([{ kind: 'callback.claim-stale', payload, runAt: claimHoldsUntil(at) }])
    const after = {
      ...before,
      claim: { userId: person.userId, name: person.name, at: at.toISOString() },
    }
    return await saveTask(
      tx,
      { before, after, what: ['claimed'], note: body.reason ?? '' },
      { userId: person.userId, at },
    )
  })
}

async function mayTake(
  tx: Repositories,
  person: Person,
  { id, claim }: TaskRecord,
  { at, reason }: { at: Date; reason: string | undefined },
): Promise<void> {
  if (claim === null || isStale(await tx.callbackClaims.seenAt(id), at)) return
  if (reason === undefined) throw new Refusal('alreadyClaimed', { by: claim.name })
  demand(person, 'callback.takeOver')
}
