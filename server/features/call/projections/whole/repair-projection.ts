import type { Deps } from '#server/deps.ts'
import { applyEvents } from '../../apply-events.ts'
import { gather } from '../../gather.ts'
import { whoseCall } from '#server/features/company/whose-call.ts'
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
    const { timeZone } = deps.installation
    const events = await tx.callEvents.ofCall(callId)
    const facts = await gather(tx, events, timeZone)
    const batch = { ...applyEvents([], events, whoseCall(facts, timeZone)), facts }
    if (batch.calls.size === 0) return false
    const when = { now: deps.now(), timeZone }
    for (const projection of callProjections) await projection.repair(tx, batch, when)
    return true
  })
}
