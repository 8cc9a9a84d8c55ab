import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { taskOfRecord } from '#domain/task/task-record.ts'

const shownMs = 24 * 3_600_000
const shown = 100

/** Missed calls of the last day that somebody took off the list without calling back: who, and why. */
export async function listDiscardedCallbacks(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'listDiscardedCallbacks'>,
): Promise<RouteResponse<'listDiscardedCallbacks'>> {
  const since = new Date(deps.now().getTime() - shownMs)
  const found = await deps.store.repositories.joinedCallers.discardedCallbacks(since, shown)
  return {
    discarded: found.map(({ draft, at, byName, fact }) => ({
      task: taskOfRecord(draft),
      at,
      byName,
      reason: fact?.what === 'discarded' ? fact.reason : null,
    })),
  }
}
