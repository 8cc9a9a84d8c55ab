import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addDeskEvent } from './desk-event.ts'

/**
 * The operator asked the caller, who had typed his number on the call page: it is his. From now on the card says what is
 * known of it. Asked for twice it stays one.
 * @throws Refusal notFound
 */
export async function confirmNumber(
  deps: Deps,
  { userId }: Person,
  { params }: RouteInput<'confirmCallNumber'>,
): Promise<RouteResponse<'confirmCallNumber'>> {
  return deps.store.transaction(async (tx) => {
    const [call] = await tx.calls.forUpdate([params.id])
    if (!call) throw new Refusal('notFound', { id: params.id })
    if (call.numberTrust !== 'typed') return { ok: true }
    const at = deps.now()
    await addDeskEvent(tx, call, { type: 'call.numberConfirmed', by: userId, at })
    tx.audit('call.numberConfirmed', { userId, at }, { subject: `call:${call.id}`, details: {} })
    return { ok: true }
  })
}
