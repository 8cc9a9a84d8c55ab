import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { numberOf } from './number-of.ts'

/**
 * Somebody said or wrote that no machine may call him, or write to him, any more. It holds at once, and for everything
 * that was consented to until now.
 * @throws Refusal badInput (no number that can be rung)
 */
export async function refuseContact(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'refuseContact'>,
): Promise<RouteResponse<'refuseContact'>> {
  const { how, note, callId } = body
  const digits = numberOf(body.number)
  const at = deps.now()
  const refused = [...new Set(body.refused)]
  await deps.store.transaction(async (tx) => {
    for (const one of refused)
      await tx.consents.refuse({ digits, refused: one, how, at, callId, note, by: person.userId })
    const details = { refused: refused.join(', '), how, note }
    tx.audit('consent.refused', { userId: person.userId, at }, { subject: digits, details })
  })
  return { ok: true }
}
