import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * What the last test of the trunk was answered, step by step.
 * @throws Refusal notFound
 */
export async function readTrunkTest(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'readTrunkTest'>,
): Promise<RouteResponse<'readTrunkTest'>> {
  const { trunks } = deps.store.repositories
  if ((await trunks.find(params.id)) === null) throw new Refusal('notFound', { id: params.id })
  return { test: await trunks.lastTest(params.id) }
}
