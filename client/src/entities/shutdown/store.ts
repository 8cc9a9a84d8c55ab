import { defineStore } from 'pinia'
import { computed } from 'vue'
import { isLive } from '#domain/shutdown/status.ts'
import { createEntityStore } from '../pushed-store.ts'
import { liveOrder } from './live-order.ts'

/** Shutdowns and suggestions by id: live ones, and those that ended within a week. */
export const useShutdownStore = defineStore('shutdown', () => {
  const { byId, take, takeAnswer } = createEntityStore('shutdown')
  const { byId: suggestionById, take: takeSuggestions } = createEntityStore('suggestion')
  const live = computed(() => [...byId.values()].filter(({ status }) => isLive(status)).sort(liveOrder))
  const suggestions = computed(() =>
    [...suggestionById.values()]
      .filter((suggestion) => suggestion.state === 'open')
      .sort((a, b) => a.firstAt.localeCompare(b.firstAt) || a.id - b.id),
  )
  return { byId, live, suggestions, take, takeSuggestions, takeAnswer }
})
