import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** The last word of a page that closes with a talk: its caller goes to the head of the queue, unless a page of his is back. */
export async function closePhonePage(
  deps: Deps,
  { sipUsername }: Person,
  _input: RouteInput<'closePhonePage'>,
): Promise<RouteResponse<'closePhonePage'>> {
  if (sipUsername !== null)
    await deps.store.repositories.phoneOrders.give({ kind: 'closed', username: sipUsername })
  return { ok: true }
}
