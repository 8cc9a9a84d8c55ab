import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { isAtWork } from '#domain/operator/presence.ts'

/**
 * Pauses, brings back, or lengthens the rest after a call. Both PBXs read the result from the database; boards hear
 * of it from the live state.
 * @throws Refusal badInput (no such reason), wouldLeaveNobody until confirmed, notWrappingUp
 */
export async function setOperatorState(
  deps: Deps,
  { userId }: Person,
  { body }: RouteInput<'setOperatorState'>,
): Promise<RouteResponse<'setOperatorState'>> {
  return deps.store.transaction(async (tx) => {
    const states = tx.operatorStates
    await states.lock()
    const before = await states.choice(userId)
    if (body.to === 'paused') {
      const reasons = await states.reasons()
      if (!reasons.some(({ key }) => key === body.reason)) throw new Refusal('badInput', { field: 'reason' })
      if (!body.confirmed && before?.isPaused !== true && (await isLast(tx, userId)))
        throw new Refusal('wouldLeaveNobody')
      await states.pause(userId, body.reason, body.note)
    } else if (body.to === 'wrapUp') {
      if (before?.isWrappingUp !== true) throw new Refusal('notWrappingUp')
      await states.extendWrapUp(userId, body.addSeconds, body.note)
    } else {
      await states.pause(userId, null, '')
    }
    const after = await states.choice(userId)
    const { pauseReason: key = null, pauseName: name = null } = after ?? {}
    return {
      pause: key === null || name === null ? null : { key, name },
      wrapUpUntil: after?.wrapUpUntil?.toISOString() ?? null,
      note: after?.note ?? '',
    }
  })
}

/** Is this the only person who takes calls? Who takes none himself leaves nobody alone. */
async function isLast(tx: Repositories, userId: number): Promise<boolean> {
  const live = await tx.liveState.read()
  const offers = new Map((await tx.operatorOffers.all()).map((offer) => [offer.userId, offer]))
  // the live state may be older than a pause of this very second
  const atWork = (live?.operators ?? []).filter(
    (one) => isAtWork(one.state) && offers.get(one.userId)?.isPaused === false,
  )
  return atWork.some((one) => one.userId === userId) && atWork.every((one) => one.userId === userId)
}
