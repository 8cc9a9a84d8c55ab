import type { KnownPlace } from '#contracts/caller-card.ts'
import type { CardPlace } from '#server/features/house/db/places.ts'
import type { Repositories } from '#server/repositories.ts'
import { byNearness, nearness } from '#domain/house/address/nearness.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'

const openTasksShown = 50

/** Places as a card shows them: with the open tasks of their houses, the nearest first. */
export async function knownPlaces(
  tx: Pick<Repositories, 'tasks'>,
  places: readonly CardPlace[],
): Promise<KnownPlace[]> {
  const open = await tx.tasks.openAt(
    [...new Set(places.map(({ houseId }) => houseId))],
    places.flatMap(({ apartmentId }) => apartmentId ?? []),
    openTasksShown,
  )
  return places.map((place) => ({
    houseId: place.houseId,
    apartmentId: place.apartmentId,
    address: place.address,
    companyId: place.companyId,
    entrance: place.entrance,
    floor: place.floor,
    riserFlats: place.riserFlats,
    owner: place.owner,
    residents: place.residents,
    houseNote: place.houseNote,
    debt: place.debt,
    openTasks: open
      .filter(({ task }) => task.fields.houseId === place.houseId)
      .map(({ task, ...position }) => ({
        task: taskOfRecord(task),
        near: nearness(place, { ...position, apartmentId: task.fields.apartmentId }),
      }))
      .toSorted((a, b) => byNearness(a.near, b.near)),
  }))
}
