import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { flatNumbers } from '#domain/house/flat-numbers.ts'

/**
 * New flats of a house: «1–80», «12а», «1-20, 25, н1». Those that it has are counted as known.
 * @throws Refusal notFound, badInput
 */
export async function addApartments(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'addApartments'>,
): Promise<RouteResponse<'addApartments'>> {
  const numbers = flatNumbers(body.numbers)
  if (numbers === null) throw new Refusal('badInput', { field: 'numbers' })
  return deps.store.transaction(async (tx) => {
    if (!(await tx.houses.lock(params.id))) throw new Refusal('notFound', { id: params.id })
    const added = await tx.apartments.add(params.id, numbers, body.entrance)
    if (added > 0)
      await tx.directoryHistory.add(
        [
          {
            entity: 'house',
            id: params.id,
            what: 'flatsAdded',
            changes: { apartment: ['', body.numbers.trim()] },
          },
        ],
        { userId, at: deps.now() },
      )
    return { added, known: numbers.length - added }
  })
}
