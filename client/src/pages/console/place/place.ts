import type { CallerCard, KnownPlace } from '#contracts/caller-card.ts'
import type { Task } from '#contracts/task.ts'

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
