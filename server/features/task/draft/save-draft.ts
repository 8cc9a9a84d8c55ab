import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { isUnattended } from '#domain/task/ownership.ts'
import { withFields } from './draft-fields.ts'
import { lockedTask, sameVersion, saveTask } from '../task-change.ts'
import { takenOver, writableDraft } from '../writable-draft.ts'

/**
 * Saves what is being typed. Writing in a draft that nobody owns, or whose operator vanished, takes it over.
 * @throws Refusal notFound, taskNotOpen, notAllowed, conflict, badInput
 */
export async function saveDraft(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'saveDraft'>,
): Promise<RouteResponse<'saveDraft'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedTask(tx, params.id)
    writableDraft(before, person)
    sameVersion(before, body.version)
    const after = takenOver(await withFields(tx, before, body.fields, deps.installation.timeZone), person)
    const what = isUnattended(before) ? (['owned', 'edited'] as const) : (['edited'] as const)
    return await saveTask(tx, { before, after, what: [...what] }, { userId: person.userId, at: deps.now() })
  })
}
