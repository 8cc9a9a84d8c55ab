import { Refusal } from '#contracts/error.ts'
import type { ShutdownFields } from '#contracts/shutdown.ts'
import type { Repositories } from '#server/repositories.ts'
import { chosenHouses } from '#domain/shutdown/chosen-houses.ts'
import { placesText } from '#domain/shutdown/speech/places-text.ts'

export interface CheckedFields {
  fields: ShutdownFields
  places: string
  powerSources: 1 | 2
}

/**
 * What a dispatcher filled in, held against the directory; each house once.
 * @throws Refusal badInput with the `field` that cannot be
 */
export async function checkedFields(tx: Repositories, typed: ShutdownFields): Promise<CheckedFields> {
  if (typed.plannedEnd !== null && new Date(typed.plannedEnd) <= new Date(typed.startsAt))
    throw new Refusal('badInput', { field: 'plannedEnd' })
  if (typed.organisationId !== null && !(await tx.shutdownHouses.isOrganisation(typed.organisationId)))
    throw new Refusal('badInput', { field: 'organisationId' })
  const ids = [...new Set(typed.houses.map(({ houseId }) => houseId))]
  const known = new Map((await tx.shutdownHouses.known(ids)).map((house) => [house.houseId, house]))
  for (const { houseId, entrances } of typed.houses) {
    const house = known.get(houseId)
    if (!house || entrances?.some((entrance) => entrance > house.entrances))
      throw new Refusal('badInput', { field: 'houses', houseId })
  }
  const entrances = new Map([...known.values()].map((house) => [house.houseId, house.entrances]))
  const houses = chosenHouses(typed.houses, entrances)
  return {
    fields: { ...typed, services: [...new Set(typed.services)], houses },
    places: placesText(await tx.shutdownHouses.places(houses)),
    powerSources: [...known.values()].some((house) => house.powerSources === 2) ? 2 : 1,
  }
}
