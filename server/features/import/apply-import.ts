import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { foundImport } from './get-import.ts'
import { demandNumbers } from './demand-numbers.ts'

/**
 * Has the good lines written by a job. Asked twice it is done once: what is being written, or was, is answered as it is.
 * @throws Refusal notAllowed, notFound, conflict while the file is still being read or cannot be
 */
export async function applyImport(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'applyImport'>,
): Promise<RouteResponse<'applyImport'>> {
  demandNumbers(person)
  const at = deps.now()
  return deps.store.transaction(async (tx) => {
    if (await tx.imports.move(params.id, ['ready', 'failed'], 'applying'))
      await tx.jobs.add([{ kind: 'import.apply', payload: { importId: params.id }, runAt: at }])
    const found = await foundImport(tx, params.id)
    if (found.state !== 'applying' && found.state !== 'done') throw new Refusal('conflict')
    return found
  })
}
