import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Shutdown, ShutdownSuggestion } from '#contracts/shutdown.ts'
import { isLive } from '#domain/shutdown/status.ts'
import { patchMap } from '../patch-map.ts'
import { liveOrder } from './live-order.ts'

/** Shutdowns and suggestions by id, fed only from the journal: live ones, and those that ended within a week. */
export const useShutdownStore = defineStore('shutdown', () => {
  const byId = shallowReactive(new Map<number, Shutdown>())
  const suggestionById = shallowReactive(new Map<number, ShutdownSuggestion>())
  const live = computed(() => [...byId.values()].filter(({ status }) => isLive(status)).sort(liveOrder))
  const suggestions = computed(() =>
    [...suggestionById.values()]
      .filter((suggestion) => suggestion.state === 'open')
      .sort((a, b) => a.firstAt.localeCompare(b.firstAt) || a.id - b.id),
  )
  const take = (from: ReadonlyMap<number, Shutdown>, ids: ReadonlySet<number> | null): void =>
    patchMap(byId, from, ids)
  const takeSuggestions = (
    from: ReadonlyMap<number, ShutdownSuggestion>,
    ids: ReadonlySet<number> | null,
  ): void => patchMap(suggestionById, from, ids)
  /** An answer of the server to this page's own request, which may be here before the journal's frame. */
  const takeAnswer = (shutdown: Shutdown): void => {
    if ((byId.get(shutdown.id)?.version ?? -1) < shutdown.version) byId.set(shutdown.id, shutdown)
  }
  return { byId, live, suggestions, take, takeSuggestions, takeAnswer }
})
