import type { RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { demandNumbers } from './demand-numbers.ts'

const shown = 50

/** @throws Refusal notAllowed */
export async function listImports(deps: Deps, person: Person): Promise<RouteResponse<'listImports'>> {
  demandNumbers(person)
  return { imports: await deps.store.repositories.imports.newest(shown) }
}
