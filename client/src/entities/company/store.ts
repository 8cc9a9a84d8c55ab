import { defineStore } from 'pinia'
import { computed } from 'vue'
import { createEntityStore } from '../pushed-store.ts'

/** The companies that are served. Where there is one, no page but its own says a word of it. */
export const useCompanyStore = defineStore('company', () => {
  const { byId } = createEntityStore('company')
  const areSeveral = computed(() => byId.size > 1)
  return { byId, areSeveral }
})
