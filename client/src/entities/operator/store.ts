import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LiveState } from '#contracts/journal.ts'
import type { OperatorPresence } from '#contracts/user.ts'

/** Who is at which state, and the PBX: live state, which has no history and comes whole. */
export const useOperatorStore = defineStore('operator', () => {
  const live = shallowRef<LiveState | null>(null)
  const operators = computed(() => live.value?.operators ?? [])
  const counts = computed(() => {
    const count: Record<OperatorPresence['state'], number> = {
      offline: 0,
      available: 0,
      ringing: 0,
      talking: 0,
      paused: 0,
      wrapUp: 0,
      unreachable: 0,
    }
    for (const one of operators.value) count[one.state] += 1
    return count
  })
  const nameOf = (sipUsername: string | null): string | null =>
    operators.value.find((one) => one.sipUsername === sipUsername)?.name ?? sipUsername
  const take = (next: LiveState): void => {
    live.value = next
  }
  return { live, operators, counts, nameOf, take }
})
