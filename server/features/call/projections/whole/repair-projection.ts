import type { Deps } from '#server/deps.ts'
import { applyEvents } from '../../apply-events.ts'
import type { Difference } from '../call-projection.ts'
import { callProjections } from '../projections.ts'

/**
 * Writes all that is made of the call's events as they make it; boards hear of it. A call without events is left
 * alone: nothing is deleted. Answers whether anything was written.
 */
export async function repairProjection(
  deps: Pick<Deps, 'store' | 'now'> & { installation: Pick<Deps['installation'], 'timeZone'> },
  { callId }: Difference,
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    await tx.calls.forUpdate([callId])
    const batch = applyEvents([], await tx.callEvents.ofCall(callId))
    if (batch.calls.size === 0) return false
    const when = { now: deps.now(), timeZone: deps.installation.timeZone }
    for (const projection of callProjections) await projection.repair(tx, batch, when)
    return true
  })
}
