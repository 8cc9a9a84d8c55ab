import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Import } from '#contracts/import.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { demandNumbers } from './demand-numbers.ts'

/** @throws Refusal notFound */
export async function foundImport(tx: Repositories, id: number): Promise<Import> {
  const found = await tx.imports.find(id)
  if (found === null) throw new Refusal('notFound')
  return found
}

/** @throws Refusal notAllowed, notFound */
export async function getImport(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'getImport'>,
): Promise<RouteResponse<'getImport'>> {
  demandNumbers(person)
  return foundImport(deps.store.repositories, params.id)
}
