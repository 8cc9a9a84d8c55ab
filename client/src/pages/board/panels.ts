import { defineAsyncComponent } from 'vue'
import { loadOnce } from '../../softphone/load-once.ts'

const loads = [
  loadOnce(() => import('./components/drawer/TaskDrawer.vue')),
  loadOnce(() => import('./components/MoveDialog.vue')),
  loadOnce(() => import('./components/ArchiveSearch.vue')),
] as const

/** Not a part of the first screen. */
export const TaskDrawer = defineAsyncComponent(loads[0])
export const MoveDialog = defineAsyncComponent(loads[1])
export const ArchiveSearch = defineAsyncComponent(loads[2])

/** Once the board stands: the second key of "M, 1" must find its dialog, and a board without a line its card. */
export function fetchPanels(): void {
  for (const load of loads) load().catch(() => undefined)
}
