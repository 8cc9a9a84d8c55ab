import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * A person takes a call that waits, or rings at a colleague: of many who press at once one has it, the others hear who.
 * Who paused or rests is back by it. The PBX connects; the page answers by itself.
 * @throws Refusal notFound, alreadyTaken with `by`, callOver (he has hung up), notAllowed (without a telephone)
 */
export async function takeCall(
  deps: Deps,
  { userId, sipUsername }: Person,
  { params }: RouteInput<'takeCall'>,
): Promise<RouteResponse<'takeCall'>> {
  return deps.store.transaction(async (tx) => {
    // pauses first, as everywhere: two orders of locks would wait for each other
    await tx.operatorStates.lock()
    const [call] = await tx.calls.forUpdate([params.id])
    if (call === undefined) throw new Refusal('notFound')
    if (sipUsername === null) throw new Refusal('notAllowed', { permission: 'call.answer' })
    if (call.state === 'ended') throw new Refusal('callOver')
    if (call.state === 'talking') {
      const by = (await tx.users.operators()).find((one) => one.sipUsername === call.operator)
      throw new Refusal('alreadyTaken', { by: by?.name ?? '' })
    }
    if (call.direction === 'out' || call.queuedAt === null) throw new Refusal('notFound')
    const by = await tx.callTakes.claim(call.id, userId)
    if (by !== null) throw new Refusal('alreadyTaken', { by })
    const choice = await tx.operatorStates.choice(userId)
    if (choice?.isPaused === true || choice?.isWrappingUp === true)
      await tx.operatorStates.pause(userId, null, '')
    await tx.phoneOrders.give({ kind: 'take', callId: call.id, username: sipUsername })
    return { ok: true }
  })
}
