import { isDeepStrictEqual } from 'node:util'
import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Store } from '#server/adapters/db/store.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import { draftFault, type DraftFault } from '#domain/task/draft-fault.ts'

export type Difference =
  /** The ledger makes another call than the table has; `kept` null: none there, `made` null: no events for it. */
  | { kind: 'call'; callId: string; kept: Call | null; made: Call | null; fields: string[] }
  /** The call's own draft is not what its call says. */
  | { kind: 'draft'; callId: string; taskId: number | null; fault: DraftFault }
  /** Its caller was told of shutdowns in whose lists he does not stand. */
  | { kind: 'caller'; callId: string; shutdownIds: number[] }

const pageSize = 500

/** The call that these events make, in their order; null for a stray leg. */
export const foldCall = (events: readonly CallEvent[]): Call | null =>
  events.reduce<Call | null>((call, event) => nextCall(call, event), null)

/**
 * Recomputes every call from the ledger, page by page in constant memory, and answers what differs from `calls`
 * and from the drafts and the lists of callers. Each page is of one moment, so it may run while calls come in.
 * Calls whose events were deleted (ADR 0020) are passed over and counted: there is nothing to say of them.
 */
export async function* compareProjection(
  store: Store,
): AsyncGenerator<Difference, { calls: number; withoutEvents: number }> {
  let calls = 0
  let withoutEvents = 0
  for (let after = ''; ;) {
    const from = after
    const page = await store.snapshot(async (tx) => {
      const ids = await tx.callEvents.callIds(from, pageSize)
      return {
        last: ids.at(-1),
        events: await tx.callEvents.ofCalls(ids),
        kept: await tx.calls.byIds(ids),
        tasks: await tx.tasks.ofCalls(ids),
        gone: await tx.calls.withoutEvents(ids),
        unlisted: Map.groupBy(await tx.shutdownCallers.unlisted(ids), ({ callId }) => callId),
        ids,
      }
    })
    for (const id of page.ids) {
      calls += 1
      if (page.gone.has(id)) {
        withoutEvents += 1
        continue
      }
      const kept = page.kept.find((call) => call.id === id) ?? null
      const made = foldCall(page.events.get(id) ?? [])
      const fields = differingFields(kept, made)
      if (fields.length > 0) yield { kind: 'call', callId: id, kept, made, fields }
      const missing = page.unlisted.get(id)
      if (missing)
        yield { kind: 'caller', callId: id, shutdownIds: missing.map(({ shutdownId }) => shutdownId) }
      if (made === null) continue
      const own = page.tasks.find((task) =>
        task.links.some((link) => link.kind === 'origin' && link.callId === id),
      )
      const fault = draftFault(made, own ?? null)
      if (fault !== null) yield { kind: 'draft', callId: id, taskId: own?.id ?? null, fault }
    }
    if (page.last === undefined) return { calls, withoutEvents }
    after = page.last
  }
}

function differingFields(kept: Call | null, made: Call | null): string[] {
  if (kept === null || made === null) return kept === made ? [] : ['id']
  const parts = new Map(Object.entries(made))
  return Object.entries(kept)
    .filter(([key, value]) => !isDeepStrictEqual(value, parts.get(key)))
    .map(([key]) => key)
}
