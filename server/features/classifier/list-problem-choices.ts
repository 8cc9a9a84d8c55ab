import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** Which problems were chosen for which words: the search puts them first. */
export async function listProblemChoices(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listProblemChoices'>,
): Promise<RouteResponse<'listProblemChoices'>> {
  return { choices: await deps.store.repositories.problemChoices.most() }
}
