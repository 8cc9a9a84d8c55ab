import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { ApartmentFields } from '#contracts/house/apartment.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { given } from '../change-house.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'
import { apartmentPage } from './get-apartment.ts'
import { livingBy } from '../living-by.ts'

/**
 * Changes the fields that came; the history keeps each with what it was. Nothing is written when nothing differs.
 * @throws Refusal notFound, conflict with the `current` version, badInput, inUse
 */
export async function changeApartment(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'changeApartment'>,
): Promise<RouteResponse<'changeApartment'>> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      if (!(await tx.apartments.lock(params.id))) throw new Refusal('notFound', { id: params.id })
      const before = await tx.apartments.find(params.id, await livingBy(deps, tx))
      if (before === null) throw new Refusal('notFound', { id: params.id })
      if (before.version !== body.version) throw new Refusal('conflict', { current: before.version })
      const fields = ApartmentFields.parse({ ...before.fields, ...given(body.fields) })
      const changes = changedFields(before.fields, fields)
      if (Object.keys(changes).length > 0) {
        await tx.apartments.write(params.id, fields, before.version + 1)
        await tx.directoryHistory.add([{ entity: 'apartment', id: params.id, what: 'changed', changes }], {
          userId,
          at: deps.now(),
        })
      }
      return apartmentPage(deps, tx, params.id)
    }),
  )
}
