import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * Puts all trunks into a new order; the next call takes it.
 * @throws Refusal conflict when somebody added one meanwhile
 */
export async function orderTrunks(
  deps: Deps,
  { userId }: Person,
  { body }: RouteInput<'orderTrunks'>,
): Promise<RouteResponse<'orderTrunks'>> {
  return deps.store.transaction(async (tx) => {
    const before = (await tx.trunks.lockAll()).map(({ id }) => id)
    const given = new Set(body.ids)
    const isSame =
      given.size === body.ids.length && given.size === before.length && before.every((id) => given.has(id))
    if (!isSame) throw new Refusal('conflict', { current: before.length })
    await tx.trunks.setOrder(body.ids)
    await tx.trunks.tellTelephony()
    const details = { order: [before.join(', '), body.ids.join(', ')] }
    tx.audit('trunk.ordered', { userId, at: deps.now() }, { subject: 'trunks', details })
    return { trunks: await tx.trunks.all() }
  })
}
