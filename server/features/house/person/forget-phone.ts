import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { localDay } from '#domain/house/local-day.ts'

/**
 * A number belongs to the flat no more, even while its person lives there: nothing is preselected by it again. It
 * stays in the history, and `undo` takes that back.
 * @throws Refusal notFound, badInput
 */
export async function forgetPhone(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'forgetPhone'>,
): Promise<RouteResponse<'forgetPhone'>> {
  const digits = phoneDigits(body.number)
  if (digits === '') throw new Refusal('badInput', { field: 'number' })
  return deps.store.transaction(async (tx) => {
    const at = deps.now()
    if (!(await tx.apartments.lock(params.id))) throw new Refusal('notFound', { id: params.id })
    const today = localDay(at, deps.installation.timeZone)
    const before = await tx.phones.find(digits, params.id)
    if (!(await tx.phones.forget(digits, params.id, body.undo ? null : at, today)))
      throw new Refusal('notFound', { number: body.number })
    const what = body.undo ? 'numberRestored' : 'numberForgotten'
    const number = `+${digits}`
    const changes = { phone: body.undo ? (['', number] as const) : ([number, ''] as const) }
    const residentId = before?.residentId ?? null
    await tx.directoryHistory.add(
      [
        { entity: 'apartment' as const, id: params.id, what, changes },
        ...(residentId === null
          ? []
          : [{ entity: 'resident' as const, id: residentId, what, changes } as const]),
      ],
      { userId, at },
    )
    return { ok: true }
  })
}
