import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Call } from '#contracts/call.ts'
import { patchMap } from '../patch-map.ts'
import { isListening, ringingCalls } from './order.ts'

/** Calls by id, fed only from the journal. */
export const useCallStore = defineStore('call', () => {
  const byId = shallowReactive(new Map<string, Call>())
  const ringing = computed(() => ringingCalls(byId.values()))
  /** How many hear an announcement: counted, not shown one by one. */
  const listening = computed(() => [...byId.values()].filter(isListening).length)
  const take = (from: ReadonlyMap<string, Call>, ids: ReadonlySet<string> | null): void =>
    patchMap(byId, from, ids)
  return { byId, ringing, listening, take }
})
