import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { emptyDraft } from '#domain/task/task-record.ts'
import { withFields } from './draft/draft-fields.ts'
import { saveTask } from './task-change.ts'

/**
 * A draft without a call: somebody came to the counter, or telephony is down.
 * @throws Refusal badInput
 */
export async function addTask(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'addTask'>,
): Promise<RouteResponse<'addTask'>> {
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    const id = await tx.tasks.reserveId()
    const draft = emptyDraft(id, 'manual', at.toISOString())
    const owned = { ...draft, ownerId: person.userId, ownerName: person.name }
    const after = await withFields(tx, owned, body)
    return await saveTask(tx, { before: null, after, what: ['created'] }, { userId: person.userId, at })
  })
}
