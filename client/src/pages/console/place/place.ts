import type { CallerCard, KnownPlace } from '#contracts/caller-card.ts'
import type { Task } from '#contracts/task.ts'
import type { ChosenPlace } from './place-choice.ts'

/** The place that the card opens with: the draft's own flat, or the only one known; of several none. */
export function onlyPlace(card: CallerCard, task: Task): KnownPlace | null {
  const own = card.places.find(
    (place) =>
      place.apartmentId === task.fields.apartmentId ||
      (task.fields.apartmentId === null && place.houseId === task.fields.houseId && card.places.length === 1),
  )
  if (own !== undefined) return own
  const [first] = card.places
  return card.places.length === 1 && first !== undefined ? first : null
}

/** Names that the product may have put into a form of these places. */
export const namesAt = (places: readonly KnownPlace[]): string[] =>
  places.flatMap(({ owner, residents }) => [
    ...(owner === null ? [] : [owner]),
    ...residents.map((one) => one.name),
  ])

/** The applicant once this place is chosen: a name of another flat goes with it, one that was typed stays. */
export function applicantAt(place: ChosenPlace, now: string, filled: readonly string[]): string {
  if (now !== '' && !filled.includes(now)) return now
  const [only] = place.residents
  return place.owner ?? (place.residents.length === 1 && only !== undefined ? only.name : '')
}

/** Is it the address that stands in the form? */
export const isAddressOf = (place: ChosenPlace, fields: Task['fields']): boolean =>
  place.houseId === fields.houseId && place.apartmentId === fields.apartmentId
