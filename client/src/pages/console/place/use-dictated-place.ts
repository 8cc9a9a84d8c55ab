import { inject, watch } from 'vue'
import type { KnownPlace } from '#contracts/caller-card.ts'
import type { Task } from '#contracts/task.ts'
import { useServices } from '../../../services.ts'
import { useRequest, type Request } from '../../../use-request.ts'
import { isAddressOf, namesAt } from './place.ts'
import { placeChoiceKey } from './place-choice.ts'

/** The card of the address in the form, where the number does not bring it: `onPlace` has it, known or asked for. */
export function useDictatedPlace(
  task: () => Task,
  known: () => readonly KnownPlace[] | null,
  onPlace: (place: KnownPlace) => void,
): Request<KnownPlace> {
  const { api } = useServices()
  const choice = inject(placeChoiceKey, null)
  const request = useRequest<KnownPlace>()
  let before: KnownPlace | null = null
  watch(
    () => [task().fields.houseId, task().fields.apartmentId, known() === null] as const,
    async ([houseId, apartmentId, isWaiting]) => {
      const places = known()
      if (houseId === null || isWaiting || places === null) return
      const own = places.find((place) => isAddressOf(place, task().fields))
      if (own !== undefined) return onPlace(own)
      const query = { houseId, ...(apartmentId === null ? {} : { apartmentId }) }
      const found = await request.run((signal) => api('getPlaceCard', { query }, signal))
      if (found === null) return
      onPlace(found)
      choice?.reside(found, namesAt([...places, ...(before === null ? [] : [before])]))
      before = found
    },
    { immediate: true },
  )
  return request
}
