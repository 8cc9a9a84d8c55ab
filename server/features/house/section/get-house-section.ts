import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** As many as a section can mark; a house with more has a shutdown. */
const openTasksShown = 100
const calledWithinMs = 24 * 3_600_000

/**
 * One house floor by floor, with who called in the last day and what is open: four statements, whatever the house.
 * @throws Refusal notFound
 */
export async function getHouseSection(
  deps: Deps,
  _person: Person,
  { params: { id } }: RouteInput<'getHouseSection'>,
): Promise<RouteResponse<'getHouseSection'>> {
  const since = new Date(deps.now().getTime() - calledWithinMs)
  return deps.store.snapshot(async (tx) => {
    const house = await tx.houses.find(id)
    if (house === null) throw new Refusal('notFound', { id })
    const open = await tx.tasks.openAt([id], [], openTasksShown)
    return {
      id,
      address: house.address,
      supplies: house.supplies,
      floors: house.fields.floors,
      entrances: house.fields.entrances.map(({ number, flatFrom, flatTo, floors }) => ({
        number,
        flatFrom,
        flatTo,
        floors,
      })),
      flats: await tx.houseSections.flats(id),
      openTasks: open.map(({ task }) => taskOfRecord(task)),
      callers: await tx.houseSections.callers(id, since),
    }
  })
}
