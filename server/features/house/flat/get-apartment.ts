import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { ApartmentPage } from '#contracts/house/apartment.ts'
import { cardLine } from '#domain/house/card-line.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { happenedAt, happenedShown } from '../happened-at.ts'
import { livingBy } from '../living-by.ts'

/**
 * One flat: its card, its numbers, what is owed, everything that happened.
 * @throws Refusal notFound
 */
export async function getApartment(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getApartment'>,
): Promise<RouteResponse<'getApartment'>> {
  return deps.store.snapshot((tx) => apartmentPage(deps, tx, params.id))
}

/** @throws Refusal notFound */
export async function apartmentPage(deps: Deps, tx: Repositories, id: number): Promise<ApartmentPage> {
  const by = await livingBy(deps, tx)
  const flat = await tx.apartments.find(id, by)
  if (flat === null) throw new Refusal('notFound', { id })
  const lines = await tx.residents.linesOfApartment(id)
  return {
    ...flat,
    card: lines.map((line) => cardLine(line, by.today)),
    phones: await tx.phones.ofApartment(id),
    happened: await happenedAt(tx, {
      entity: 'apartment',
      id,
      calls: await tx.happened.callsOfApartment(id, happenedShown),
      tasks: await tx.happened.tasksOfApartment(id, happenedShown),
      shutdowns: await tx.shutdowns.page({ houseId: flat.houseId, limit: happenedShown }),
    }),
  }
}
