import type { RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/** @throws Refusal notAllowed */
export async function listSuggestions(deps: Deps, actor: Actor): Promise<RouteResponse<'listSuggestions'>> {
  demand(actor, 'board.see')
  return { suggestions: await deps.store.repositories.suggestions.onBoard() }
}
