import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { HouseFields } from '#contracts/house/house.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'
import { housePage } from './get-house.ts'

/**
 * Changes the fields that came; the history keeps each with what it was. Nothing is written when nothing differs.
 * @throws Refusal notFound, conflict with the `current` version, badInput, inUse
 */
export async function changeHouse(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'changeHouse'>,
): Promise<RouteResponse<'changeHouse'>> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      if (!(await tx.houses.lock(params.id))) throw new Refusal('notFound', { id: params.id })
      const before = await tx.houses.find(params.id)
      if (before === null) throw new Refusal('notFound', { id: params.id })
      if (before.version !== body.version) throw new Refusal('conflict', { current: before.version })
      // both through the schema: keys of entrances in one order, so that equal ones read equal
      const fields = HouseFields.parse({ ...before.fields, ...given(body.fields) })
      const changes = changedFields(HouseFields.parse(before.fields), fields)
      if (Object.keys(changes).length > 0) {
        await tx.houses.write(params.id, fields, before.version + 1)
        await tx.directoryHistory.add([{ entity: 'house', id: params.id, what: 'changed', changes }], {
          userId,
          at: deps.now(),
        })
      }
      return housePage(deps, tx, params.id)
    }),
  )
}

/** Without the keys that are there but undefined. */
export const given = <T extends object>(fields: T): Partial<T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys that entries had
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
