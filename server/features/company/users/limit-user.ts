import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { limitableRoles } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * From now on the person reads of these companies alone; none: of all. His sessions end, so that no open page goes on
 * with what he saw before.
 * @throws Refusal notFound (nobody who may be limited), badInput (a company that is not there)
 */
export async function limitUser(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'limitUser'>,
): Promise<RouteResponse<'limitUser'>> {
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    const known = new Set((await tx.companies.lockAll()).map(({ id }) => id))
    const companyIds = [...new Set(body.companyIds)]
    const before = (await tx.userCompanies.limitable(limitableRoles)).find(({ id }) => id === params.id)
    if (before === undefined) throw new Refusal('notFound', { id: params.id })
    if (companyIds.some((id) => !known.has(id))) throw new Refusal('badInput', { field: 'companyIds' })
    await tx.userCompanies.set(params.id, companyIds)
    await tx.sessions.removeOf(params.id)
    const details = { companies: { from: before.companyIds, to: companyIds } }
    tx.audit('user.limited', by, { subject: `user:${params.id}`, details })
    return { ...before, companyIds: companyIds.toSorted((a, b) => a - b) }
  })
}
