import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { livingBy } from '#server/features/house/living-by.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'
import { companyReader } from './report/company-reader.ts'

/**
 * One shutdown with everything that belongs to it, of one moment.
 * @throws Refusal notFound
 */
export async function getShutdown(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getShutdown'>,
): Promise<RouteResponse<'getShutdown'>> {
  return deps.store.snapshot(async (tx) => {
    const record = await tx.shutdowns.find(params.id)
    if (record === null) throw new Refusal('notFound', { id: params.id })
    const counts = await tx.living.ofHouses(record.houses, await livingBy(deps, tx))
    const parts = new Map(record.houses.map((house) => [house.houseId, house]))
    const whose = await companyReader(tx, [...parts.keys()])
    const day = localDay(new Date(record.startsAt), deps.installation.timeZone)
    const houses = (await tx.shutdownHouses.addresses(record.id)).flatMap(({ houseId, address }) => {
      const house = parts.get(houseId)
      if (house === undefined) return []
      const people = counts.get(houseId) ?? { flats: 0, living: 0 }
      return [{ ...house, address, ...people, companyId: whose.companyOn(houseId, day) }]
    })
    const callers = await tx.shutdownCallers.ofShutdown(record.id)
    const tasks = (await tx.tasks.ofShutdown(record.id)).map(taskOfRecord)
    const shutdown = shutdownOfRecord(record)
    const terms = await tx.shutdownHistory.terms(record.id)
    const history = await tx.shutdownHistory.ofShutdown(record.id)
    return { shutdown, houses, terms, history, callers, tasks }
  })
}
