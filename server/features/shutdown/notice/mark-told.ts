import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Somebody of the shift has told a caller the last news, which no message and no call of ours could. Twice is once.
 * @throws Refusal notFound, conflict (there are other news by now, or nothing is left to a person)
 */
export async function markTold(
  deps: Deps,
  _person: Person,
  { params }: RouteInput<'noticeTold'>,
): Promise<RouteResponse<'noticeTold'>> {
  return deps.store.transaction(async (tx) => {
    const caller = await tx.shutdownCallers.forUpdate(params.id)
    if (caller === null) throw new Refusal('notFound', { id: params.id })
    await tx.notices.told(caller, deps.now())
    const after = await tx.shutdownCallers.find(caller.id)
    if (after === null) throw new Error('a caller who was told is gone')
    const { notice } = after
    const isTold = notice?.channel === 'person' && notice.state === 'sent' && notice.kind !== 'survey'
    if (!isTold) throw new Refusal('conflict', { id: params.id })
    return after
  })
}
