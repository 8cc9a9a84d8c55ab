import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { residentPage } from './get-resident.ts'

/**
 * Changes a name or a note; the history keeps what they were.
 * @throws Refusal notFound
 */
export async function changeResident(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'changeResident'>,
): Promise<RouteResponse<'changeResident'>> {
  return deps.store.transaction(async (tx) => {
    const before = await tx.residents.lock(params.id)
    if (before === null) throw new Refusal('notFound', { id: params.id })
    const after = { name: body.name ?? before.name, note: body.note ?? before.note }
    const changes = changedFields(before, after)
    if (Object.keys(changes).length > 0) {
      await tx.residents.update(params.id, after)
      await tx.directoryHistory.add([{ entity: 'resident', id: params.id, what: 'changed', changes }], {
        userId,
        at: deps.now(),
      })
    }
    return residentPage(deps, tx, params.id)
  })
}
