import type { AddressHit } from '#contracts/directory.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Place } from '#server/adapters/db/directory/directory.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'
import { houseKey } from '#server/domain/directory/normalise.ts'
import { spokenAddress } from '#server/domain/directory/spoken-address.ts'

const hitsShown = 20
const housesRead = 500

/**
 * Houses and flats by a spoken address: «республики 5/2 кв 12», «50 лет октября 12-7». ё is е, «5 к 2» is «5/2»,
 * the kind of street may be left out. What fits exactly comes first, then what begins so.
 * @throws Refusal notAllowed
 */
export async function searchAddresses(
  deps: Deps,
  actor: Actor,
  { query }: RouteInput<'searchAddresses'>,
): Promise<RouteResponse<'searchAddresses'>> {
  demand(actor, 'task.register')
  const { settings } = await deps.store.repositories.settings.read()
  const address = spokenAddress(query.search, settings.city)
  if (address.street === '') return { hits: [] }
  const { directory } = deps.store.repositories
  const houses = await directory.housesOfStreet(address.street, housesRead)
  const fitting = address.house === null ? houses : byNumber(houses, address.house)
  const flats = address.apartment === null ? [] : await flatsIn(directory, fitting, address.apartment)
  return { hits: [...flats, ...fitting].slice(0, hitsShown).map(hitOf) }
}

function byNumber<T extends { number: string }>(houses: readonly T[], house: string): T[] {
  const exact = houses.filter(({ number }) => houseKey(number) === house)
  const begun = houses.filter(
    ({ number }) => houseKey(number) !== house && houseKey(number).startsWith(house),
  )
  return [...exact, ...begun]
}

const flatsIn = (
  directory: Repositories['directory'],
  houses: readonly Place[],
  apartment: string,
): Promise<Place[]> =>
  directory.apartments(
    houses.slice(0, hitsShown).map(({ houseId }) => houseId),
    apartment,
    hitsShown,
  )

const hitOf = ({ houseId, apartmentId, address }: Place): AddressHit => ({
  houseId,
  apartmentId,
  text: address,
})
