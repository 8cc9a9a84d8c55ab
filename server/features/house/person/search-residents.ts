import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { holds } from '#server/platform/access/person.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { normalised } from '#domain/house/address/normalise.ts'

const shown = 30

/**
 * People by words of the name in any order, or by a part of a number. Who may not see numbers does not find by them:
 * digit by digit a search would tell what a mask hides.
 */
export async function searchResidents(
  deps: Deps,
  person: Person,
  { query }: RouteInput<'searchResidents'>,
): Promise<RouteResponse<'searchResidents'>> {
  const maySeeNumbers = holds(person, 'number.see')
  const { phones, residents } = deps.store.repositories
  const digits = /\d{4}/.test(query.search.replace(/[\s()+-]/g, '')) ? phoneDigits(query.search) : ''
  const words = normalised(query.search).split(' ').slice(0, 6)
  const isByNumber = digits !== '' && maySeeNumbers
  const flats = isByNumber ? await phones.ofNobody(digits, shown) : []
  const found = isByNumber
    ? await residents.byDigits(digits, shown)
    : await residents.byName(
        words.filter((word) => word !== ''),
        shown,
      )
  return {
    residents: found.map(({ digits: known, ...person }) => ({
      ...person,
      number: known === '' ? '' : `+${known}`,
    })),
    flats: flats.map(({ apartmentId, address, number }) => ({ id: apartmentId, address, number })),
  }
}
