import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { numberOf } from './number-of.ts'

/**
 * No machine calls this number, whatever it consents to. Twice is once.
 * @throws Refusal badInput (no number that can be rung)
 */
export async function neverCall(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'neverCall'>,
): Promise<RouteResponse<'neverCall'>> {
  const { reason } = body
  const digits = numberOf(body.number)
  const at = deps.now()
  await deps.store.transaction(async (tx) => {
    if (!(await tx.consents.neverCall({ digits, reason, at, by: person.userId }))) return
    tx.audit('neverCalled.added', { userId: person.userId, at }, { subject: digits, details: { reason } })
  })
  return { ok: true }
}

/**
 * The number may be called again if it consents..
 * @throws Refusal notFound (there is none, or it was lifted)
 */
export async function liftNeverCall(
  deps: Deps,
  person: Person,
  { params, body }: RouteInput<'liftNeverCall'>,
): Promise<RouteResponse<'liftNeverCall'>> {
  const { reason } = body
  const at = deps.now()
  await deps.store.transaction(async (tx) => {
    const digits = await tx.consents.liftNeverCall({ id: params.id, reason, at, by: person.userId })
    if (digits === null) throw new Refusal('notFound', { id: params.id })
    tx.audit('neverCalled.lifted', { userId: person.userId, at }, { subject: digits, details: { reason } })
  })
  return { ok: true }
}
