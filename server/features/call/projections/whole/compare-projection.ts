import type { Call } from '#contracts/call.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Store } from '#server/store.ts'
import { nextCall } from '#domain/call/lifecycle.ts'
import type { Difference } from '../call-projection.ts'
import { callProjections } from '../projections.ts'

const pageSize = 500

/** The call that these events make, in their order; null for a stray leg. */
const foldCall = (events: readonly CallEvent[]): Call | null =>
  events.reduce<Call | null>((call, event) => nextCall(call, event), null)

/**
 * Recomputes every call from the ledger, page by page in constant memory, and answers where what is kept differs,
 * call by call. Each page is of one moment, so it may run while calls come in. Calls whose events were deleted
 * (ADR 0020) are passed over and counted: there is nothing to say of them.
 */
export async function* compareProjection(
  store: Store,
): AsyncGenerator<Difference, { calls: number; withoutEvents: number }> {
  let calls = 0
  let withoutEvents = 0
  for (let after = ''; ;) {
    const page = await comparePage(store, after)
    calls += page.ids.length
    withoutEvents += page.withoutEvents
    const found = Map.groupBy(page.found, ({ callId }) => callId)
    for (const id of page.ids) yield* found.get(id) ?? []
    const last = page.ids.at(-1)
    if (last === undefined) return { calls, withoutEvents }
    after = last
  }
}

interface Page {
  ids: string[]
  withoutEvents: number
  found: Difference[]
}

const comparePage = (store: Store, after: string): Promise<Page> =>
  store.snapshot(async (tx) => {
    const ids = await tx.callEvents.callIds(after, pageSize)
    const gone = await tx.calls.withoutEvents(ids)
    const checked = ids.filter((id) => !gone.has(id))
    const events = await tx.callEvents.ofCalls(checked)
    const made = new Map<string, Call>()
    for (const id of checked) {
      const call = foldCall(events.get(id) ?? [])
      if (call !== null) made.set(id, call)
    }
    const found: Difference[] = []
    for (const projection of callProjections)
      found.push(...(await projection.differs(tx, { ids: checked, made })))
    return { ids, withoutEvents: gone.size, found }
  })

/** A difference as the person who rebuilds reads it. */
export const sentenceOf = (difference: Difference): string =>
  callProjections.find(({ kind }) => kind === difference.kind)?.sentence(difference) ?? difference.callId
