import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import { demand } from '#server/platform/access/person.ts'
import type { Actor } from '#server/ports.ts'

/**
 * Keeps with the call how its sound was. Only of a call that the operator took part in.
 * @throws Refusal notAllowed, notFound: no such call of this operator (the PBX's events may still be on their way)
 */
export async function reportCallQuality(
  deps: Deps,
  actor: Actor,
  { params, body }: RouteInput<'reportCallQuality'>,
): Promise<RouteResponse<'reportCallQuality'>> {
  const { userId } = demand(actor, 'call.answer')
  await deps.store.transaction(async (tx) => {
    const call = await tx.calls.find(params.id)
    const isTheirs = call?.legs.some(({ operator }) => operator !== null && operator === actor.sipUsername)
    if (!isTheirs) throw new Refusal('notFound', { id: params.id })
    await tx.callQuality.keep(params.id, userId, body)
  })
  return { ok: true }
}
