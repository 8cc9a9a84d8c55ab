import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { liveShutdown, recordChange, saveShutdown } from '../shutdown-change.ts'
import { tellCallers } from '../notice/tell-callers.ts'

/**
 * It was a mistake, or the works do not take place. Who asked to be told is told.
 * @throws Refusal notFound, shutdownOver, conflict
 */
export async function cancelShutdown(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'cancelShutdown'>,
): Promise<RouteResponse<'cancelShutdown'>> {
  return deps.store.transaction(async (tx) => {
    const before = await liveShutdown(tx, { id: params.id, version: body.version })
    const at = deps.now()
    const by = { userId, at, timeZone: deps.installation.timeZone }
    const cancelled = await saveShutdown(
      tx,
      {
        before,
        after: { ...before, status: 'cancelled', endedAt: at.toISOString() },
        history: [{ what: 'cancelled', note: body.reason }],
      },
      by,
    )
    await tellCallers(tx, cancelled, 'cancelled', at)
    return recordChange(deps, tx, cancelled, { action: 'cancelled', by, details: { reason: body.reason } })
  })
}
