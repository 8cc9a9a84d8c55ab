import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ConnectionState } from '../realtime/connection.ts'

/** How current the page's data are. */
export const useConnectionStore = defineStore('connection', () => {
  const state = shallowRef<ConnectionState>({ kind: 'off', currentAt: null })
  const take = (next: ConnectionState): void => {
    state.value = next
  }
  return { state, take }
})
