import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { ResidentPage } from '#contracts/house/resident.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { countsOn, standsOn } from '#domain/house/living-count.ts'
import { localDay } from '#domain/house/local-day.ts'
import { happenedAt, happenedShown } from '../happened-at.ts'

/**
 * One person with flats, numbers and everything that happened.
 * @throws Refusal notFound
 */
export async function getResident(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'getResident'>,
): Promise<RouteResponse<'getResident'>> {
  return deps.store.snapshot((tx) => residentPage(deps, tx, params.id))
}

/** @throws Refusal notFound */
export async function residentPage(deps: Deps, tx: Repositories, id: number): Promise<ResidentPage> {
  const person = await tx.residents.find(id)
  if (person === null) throw new Refusal('notFound', { id })
  const today = localDay(deps.now(), deps.installation.timeZone)
  const lines = await tx.residents.linesOfResident(id)
  const homes = lines.filter((line) => standsOn(line, today)).map(({ apartmentId }) => apartmentId)
  return {
    ...person,
    flats: lines.map(({ residentId: _id, name: _name, ...line }) => ({
      ...line,
      countsToday: countsOn({ ...line, residentId: id }, today),
    })),
    phones: await tx.phones.ofResident(id),
    happened: await happenedAt(tx, {
      entity: 'resident',
      id,
      calls: await tx.happened.callsOfResident(id, happenedShown),
      tasks: await tx.happened.tasksOfResident(id, happenedShown),
      shutdowns: await shutdownsOf(tx, homes),
    }),
  }
}

/** Those of the houses where the person lives today. */
async function shutdownsOf(tx: Repositories, apartmentIds: readonly number[]): Promise<ShutdownRecord[]> {
  const houseIds = await tx.apartments.houseIds(apartmentIds)
  const found: ShutdownRecord[] = []
  for (const houseId of houseIds) found.push(...(await tx.shutdowns.page({ houseId, limit: happenedShown })))
  const byId = new Map(found.map((shutdown) => [shutdown.id, shutdown]))
  return [...byId.values()].toSorted((a, b) => b.id - a.id).slice(0, happenedShown)
}
