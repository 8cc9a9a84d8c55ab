import { defineAsyncComponent } from 'vue'
import { loadOnce } from '../../../softphone/load-once.ts'

const loads = [
  loadOnce(() => import('../place/KnownShutdowns.vue')),
  loadOnce(() => import('./OrganisationCaller.vue')),
  loadOnce(() => import('./WorkerCaller.vue')),
  loadOnce(() => import('../registered/RememberNumber.vue')),
] as const

/** What not every card has: not a part of the first screen. */
export const KnownShutdowns = defineAsyncComponent(loads[0])
export const OrganisationCaller = defineAsyncComponent(loads[1])
export const WorkerCaller = defineAsyncComponent(loads[2])
export const RememberNumber = defineAsyncComponent(loads[3])

/** Here before a card asks for them, and before the line can break. */
export function fetchCardParts(): void {
  for (const load of loads) load().catch(() => undefined)
}
