import { defineAsyncComponent } from 'vue'
import { loadOnce } from '../../../softphone/load-once.ts'

const loads = [
  loadOnce(() => import('./DialDialog.vue')),
  loadOnce(() => import('./TransferDialog.vue')),
  loadOnce(() => import('./KeypadDialog.vue')),
] as const

/** Not a part of the first screen. */
export const DialDialog = defineAsyncComponent(loads[0])
export const TransferDialog = defineAsyncComponent(loads[1])
export const KeypadDialog = defineAsyncComponent(loads[2])

/** A talk outlives the server: what it may need is here before the line can break. */
export function fetchTalkDialogs(): void {
  for (const load of loads) load().catch(() => undefined)
}
