import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { canTurn, statusAtStart } from '#domain/shutdown/status.ts'
import { lockedShutdown, sameVersion, recordChange, saveShutdown } from '../shutdown-change.ts'
import { tellCallers } from '../notice/tell-callers.ts'

/**
 * It was ended or cancelled too early and goes on; planned works that have not begun are planned again. Who was told
 * that it is over hears the term that holds.
 * @throws Refusal notFound, conflict, cannotMove (it is not over)
 */
export async function reopenShutdown(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'reopenShutdown'>,
): Promise<RouteResponse<'reopenShutdown'>> {
  return deps.store.transaction(async (tx) => {
    const before = await lockedShutdown(tx, params.id)
    sameVersion(before, body.version)
    const at = deps.now()
    const by = { userId, at, timeZone: deps.installation.timeZone }
    const status = statusAtStart(new Date(before.startsAt), at)
    if (before.endedAt === null || !canTurn(before.status, status))
      throw new Refusal('cannotMove', { from: before.status, to: status })
    const reopened = await saveShutdown(
      tx,
      {
        before,
        after: { ...before, status, endedAt: null },
        history: [{ what: 'reopened', note: body.reason }],
      },
      by,
    )
    await tellCallers(tx, reopened, 'moved', at)
    return recordChange(deps, tx, reopened, { action: 'reopened', by, details: { reason: body.reason } })
  })
}
