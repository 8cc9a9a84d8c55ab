import type { RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

export async function listSuggestions(
  deps: Deps,
  _person: Person,
): Promise<RouteResponse<'listSuggestions'>> {
  return { suggestions: await deps.store.repositories.suggestions.onBoard() }
}
