import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * A new house.
 * @throws Refusal notAllowed, badInput, inUse when its street has this number already
 */
export async function addHouse(
  deps: Deps,
  actor: Actor,
  { body }: RouteInput<'addHouse'>,
): Promise<RouteResponse<'addHouse'>> {
  const { userId } = demand(actor, 'directory.edit')
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const id = await tx.houses.insert(body)
      await tx.directoryHistory.add([{ entity: 'house', id, what: 'added' }], { userId, at: deps.now() })
      return { id }
    }),
  )
}
