import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { canTurn } from '#domain/shutdown/status.ts'
import { liveShutdown, recordChange, saveShutdown } from '../shutdown-change.ts'

/**
 * A planned one begins now, whenever it was to begin.
 * @throws Refusal notFound, shutdownOver, conflict, cannotMove (it has begun)
 */
export async function startShutdown(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'startShutdown'>,
): Promise<RouteResponse<'startShutdown'>> {
  return deps.store.transaction(async (tx) => {
    const before = await liveShutdown(tx, { id: params.id, version: body.version })
    if (!canTurn(before.status, 'active'))
      throw new Refusal('cannotMove', { from: before.status, to: 'active' })
    const at = deps.now()
    const by = { userId, at, timeZone: deps.installation.timeZone }
    const started = await saveShutdown(
      tx,
      {
        before,
        after: { ...before, status: 'active', startsAt: earlier(before.startsAt, at.toISOString()) },
        history: [{ what: 'started' }],
      },
      by,
    )
    return recordChange(deps, tx, started, { action: 'started', by, details: { planned: before.startsAt } })
  })
}

const earlier = (a: string, b: string): string => (a < b ? a : b)
