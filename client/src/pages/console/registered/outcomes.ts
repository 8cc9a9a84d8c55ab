import { defineAsyncComponent } from 'vue'
import { loadOnce } from '../../../softphone/load-once.ts'

const loads = [
  loadOnce(() => import('./RegisteredNumber.vue')),
  loadOnce(() => import('./JoinedNote.vue')),
  loadOnce(() => import('./InformedNote.vue')),
  loadOnce(() => import('./OutgoingNote.vue')),
  loadOnce(() => import('../place/PlaceCard.vue')),
] as const

/** Not a part of the first screen. */
export const RegisteredNumber = defineAsyncComponent(loads[0])
export const JoinedNote = defineAsyncComponent(loads[1])
export const InformedNote = defineAsyncComponent(loads[2])
export const OutgoingNote = defineAsyncComponent(loads[3])
export const PlaceCard = defineAsyncComponent(loads[4])

/** There before it can be needed: also when the line breaks later. */
export function fetchOutcomes(): void {
  for (const load of loads) load().catch(() => undefined)
}
