import { consentOf, joinCallers, wishOf } from './join-callers.ts'
import type { CallProjection, Difference } from './call-projection.ts'

/** Its caller was told of shutdowns in whose lists he does not stand. */
interface CallerDifference extends Difference {
  kind: 'caller'
  shutdownIds: number[]
}

/** The lists of who called about a shutdown. */
export const callers: CallProjection<CallerDifference> = {
  kind: 'caller',
  project: joinCallers,
  async afterwards(tx, { events }) {
    await tx.shutdownCallers.wish(events.flatMap(wishOf))
    await tx.consents.addKeys(events.flatMap(consentOf))
    return []
  },
  async differs(tx, { ids }) {
    const unlisted = Map.groupBy(await tx.shutdownCallers.unlisted(ids), ({ callId }) => callId)
    return [...unlisted].map(([callId, missing]) => ({
      kind: 'caller',
      callId,
      shutdownIds: missing.map(({ shutdownId }) => shutdownId),
    }))
  },
  sentence: ({ callId, shutdownIds }) => `${callId}: нет в списках отключений ${shutdownIds.join(', ')}`,
  // whoever stands in a list already is not added again
  async repair(tx, batch, when) {
    await tx.together(joinCallers(tx, batch, when).writes)
    await tx.shutdownCallers.wish(batch.events.flatMap(wishOf))
    await tx.consents.addKeys(batch.events.flatMap(consentOf))
  },
}
