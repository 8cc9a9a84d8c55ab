import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { HousePage } from '#contracts/house/house.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { happenedAt, happenedShown } from './happened-at.ts'
import { livingBy } from './living-by.ts'

/**
 * One house with its flats, how many live there, and everything that happened.
 * @throws Refusal notFound
 */
export async function getHouse(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getHouse'>,
): Promise<RouteResponse<'getHouse'>> {
  return deps.store.snapshot((tx) => housePage(deps, tx, params.id))
}

/** @throws Refusal notFound */
export async function housePage(deps: Deps, tx: Repositories, id: number): Promise<HousePage> {
  const house = await tx.houses.find(id)
  if (house === null) throw new Refusal('notFound', { id })
  const by = await livingBy(deps, tx)
  const living = await tx.living.ofHouses([{ houseId: id, entrances: null }], by)
  return {
    ...house,
    apartments: await tx.apartments.ofHouse(id, by),
    living: living.get(id)?.living ?? 0,
    happened: await happenedAt(tx, {
      entity: 'house',
      id,
      calls: await tx.happened.callsOfHouse(id, happenedShown),
      tasks: await tx.happened.tasksOfHouse(id, happenedShown),
      shutdowns: await tx.shutdowns.page({ houseId: id, limit: happenedShown }),
    }),
  }
}
