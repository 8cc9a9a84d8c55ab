import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Keeps with the call how its sound was. Only of a call that the operator took part in.
 * @throws Refusal notFound: no such call of this operator (the PBX's events may still be on their way)
 */
export async function reportCallQuality(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'reportCallQuality'>,
): Promise<RouteResponse<'reportCallQuality'>> {
  await deps.store.transaction(async (tx) => {
    const call = await tx.calls.find(params.id)
    const isTheirs = call?.legs.some(({ operator }) => operator !== null && operator === person.sipUsername)
    if (!isTheirs) throw new Refusal('notFound', { id: params.id })
    await tx.callQuality.keep(params.id, person.userId, body)
  })
  return { ok: true }
}
