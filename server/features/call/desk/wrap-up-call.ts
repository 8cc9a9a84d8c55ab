import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { hadCall } from '#domain/call/legs.ts'
import { addDeskEvent } from './desk-event.ts'

/**
 * Keeps what the talk came to, in the word of an operator who had it. Who changes his mind is seen in the log; the same
 * code again is nothing new.
 * @throws Refusal notFound: no such call of this operator
 */
export async function wrapUpCall(
  deps: Deps,
  { userId, sipUsername }: Person,
  { params, body }: RouteInput<'wrapUpCall'>,
): Promise<RouteResponse<'wrapUpCall'>> {
  return deps.store.transaction(async (tx) => {
    const [call] = await tx.calls.forUpdate([params.id])
    if (!call || !hadCall(call, sipUsername)) throw new Refusal('notFound', { id: params.id })
    if (call.wrapUp !== body.code)
      await addDeskEvent(tx, call, { type: 'call.wrappedUp', code: body.code, by: userId, at: deps.now() })
    return { ok: true }
  })
}
