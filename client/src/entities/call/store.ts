import { defineStore } from 'pinia'
import { computed } from 'vue'
import { createEntityStore } from '../pushed-store.ts'
import { isListening, ringingCalls } from './order.ts'

/** Calls by id. */
export const useCallStore = defineStore('call', () => {
  const { byId, take } = createEntityStore('call')
  const ringing = computed(() => ringingCalls(byId.values()))
  /** How many hear an announcement: counted, not shown one by one. */
  const listening = computed(() => [...byId.values()].filter(isListening).length)
  return { byId, ringing, listening, take }
})
