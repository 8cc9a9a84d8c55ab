import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * A new house.
 * @throws Refusal badInput, inUse when its street has this number already
 */
export async function addHouse(
  deps: Deps,
  { userId }: Person,
  { body }: RouteInput<'addHouse'>,
): Promise<RouteResponse<'addHouse'>> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const id = await tx.houses.insert(body)
      await tx.directoryHistory.add([{ entity: 'house', id, what: 'added' }], { userId, at: deps.now() })
      return { id }
    }),
  )
}
