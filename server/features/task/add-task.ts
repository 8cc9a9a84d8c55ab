import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { emptyDraft, withLink } from '#domain/task/task-record.ts'
import { withFields } from './draft/draft-fields.ts'
import { saveTask } from './task-change.ts'

/**
 * A draft without a call: somebody came to the counter, or telephony is down. With `callId` one more of that call: its
 * caller has a second matter.
 * @throws Refusal badInput, also of a call that is not there
 */
export async function addTask(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'addTask'>,
): Promise<RouteResponse<'addTask'>> {
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    const id = await tx.tasks.reserveId()
    const { callId, ...fields } = body
    const draft = emptyDraft(id, callId === undefined ? 'manual' : 'call', at.toISOString())
    const call = callId === undefined ? null : await tx.calls.find(callId)
    if (callId !== undefined && call === null) throw new Refusal('badInput', { field: 'callId' })
    const companyId = call?.companyId ?? null
    const owned = { ...draft, ownerId: person.userId, ownerName: person.name, companyId }
    const linked =
      callId === undefined ? owned : withLink(owned, { callId, kind: 'joined', at: at.toISOString() })
    const after = await withFields(tx, linked, fields, deps.installation.timeZone)
    return await saveTask(tx, { before: null, after, what: ['created'] }, { userId: person.userId, at })
  })
}
