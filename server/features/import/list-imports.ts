import type { RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import { importer } from './importer.ts'

const shown = 50

/** @throws Refusal notAllowed */
export async function listImports(deps: Deps, actor: Actor): Promise<RouteResponse<'listImports'>> {
  importer(actor)
  return { imports: await deps.store.repositories.imports.newest(shown) }
}
