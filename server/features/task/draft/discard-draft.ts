import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { lockedTask, saveTask } from '../task-change.ts'
import { writableDraft } from '../writable-draft.ts'

/**
 * Throws a draft or call-back away, with a reason that is kept. Not while the call that made it still rings:
 * whoever is not answered must be called back (ПП 416, п. 13), and the draft is what remembers it.
 * A missed call goes by a reason of the list alone: somebody waits for us.
 * @throws Refusal notFound, taskNotOpen, notAllowed, callNotOver, badInput (a missed call without a reason of the list)
 */
export async function discardDraft(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'discardDraft'>,
): Promise<RouteResponse<'discardDraft'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    writableDraft(before, person)
    const origin = before.links.find((link) => link.kind === 'origin')
    const call = origin ? await tx.calls.find(origin.callId) : null
    if (call?.state === 'ringing') throw new Refusal('callNotOver', { callId: call.id })
    const { reason, code } = body
    if (before.status === 'callback' && code === undefined) throw new Refusal('badInput', { field: 'code' })
    const by = { userId: person.userId, at: deps.now() }
    const details = { reason, status: before.status }
    tx.audit('task.discarded', by, { subject: `task:${before.id}`, details })
    const after = { ...before, status: 'discarded' as const, isOrphan: false }
    // the list's own words are the page's to say, in its language
    const why = code === undefined ? { note: reason } : { fact: { what: 'discarded', reason: code } as const }
    deps.log.info({ taskId: before.id, was: before.status, code, userId: by.userId }, 'draft thrown away')
    return await saveTask(tx, { before, after, what: ['moved'], ...why }, by)
  })
}
