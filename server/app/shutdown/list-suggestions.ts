import type { RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/app/deps.ts'
import { demand } from '#server/app/person.ts'
import type { Actor } from '#server/app/ports.ts'

/** @throws Refusal notAllowed */
export async function listSuggestions(deps: Deps, actor: Actor): Promise<RouteResponse<'listSuggestions'>> {
  demand(actor, 'board.see')
  return { suggestions: await deps.store.repositories.suggestions.onBoard() }
}
