import { randomUUID } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { nextCall } from '#domain/call/lifecycle.ts'

/**
 * The operator asked the caller, who had typed his number on the call page: it is his. From now on the card says what is
 * known of it. An event of the call like those of the PBX, so it survives a rebuild; asked for twice it stays one.
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
    const event: CallEvent = {
      type: 'call.numberConfirmed',
      source: call.source,
      position: `desk:${randomUUID()}`,
      at: at.toISOString(),
      callId: call.id.slice(call.source.length + 1),
      by: userId,
    }
    await tx.callEvents.append([event])
    const confirmed = nextCall(call, event) ?? call
    await tx.calls.save([confirmed])
    tx.audit('call.numberConfirmed', { userId, at }, { subject: `call:${call.id}`, details: {} })
    tx.tell('call', confirmed)
    return { ok: true }
  })
}
