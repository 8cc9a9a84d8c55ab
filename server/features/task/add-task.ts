import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'
import { emptyDraft } from '#domain/task/task-record.ts'
import { withFields } from './draft/draft-fields.ts'
import { saveTask } from './task-change.ts'

/**
 * A draft without a call: somebody came to the counter, or telephony is down.
 * @throws Refusal notAllowed, badInput
 */
export async function addTask(
  deps: Deps,
  actor: Actor,
  { body }: RouteInput<'addTask'>,
): Promise<RouteResponse<'addTask'>> {
  const person = demand(actor, 'task.register')
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    const id = await tx.tasks.reserveId()
    const draft = emptyDraft(id, 'manual', at.toISOString())
    const owned = { ...draft, ownerId: person.userId, ownerName: person.name }
    const after = await withFields(tx, owned, body)
    return await saveTask(tx, { before: null, after, what: ['created'] }, { userId: person.userId, at })
  })
}
