import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * A number is known to a flat, and to a person of it; again, it says anew what is known. One that was taken from the
 * flat belongs to it again.
 * @throws Refusal notFound, badInput with the `field`
 */
export async function setPhone(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'setPhone'>,
): Promise<RouteResponse<'setPhone'>> {
  const digits = phoneDigits(body.number)
  if (digits === '') throw new Refusal('badInput', { field: 'number' })
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      if (!(await tx.apartments.lock(params.id))) throw new Refusal('notFound', { id: params.id })
      const before = await tx.phones.find(digits, params.id)
      const { kind, residentId, isConfirmed } = body
      const at = deps.now()
      await tx.phones.set({ digits, apartmentId: params.id, kind, residentId, isConfirmed, at })
      const after = await tx.phones.find(digits, params.id)
      if (after === null) throw new Error('a number was not written')
      const told = ({ kind: type, residentName, isConfirmed: confirmed }: typeof after) => ({
        kind: type,
        resident: residentName,
        isConfirmed: confirmed,
      })
      const known = before !== null && before.knownUntil === null ? told(before) : {}
      const changes = {
        phone: [before ? after.number : '', after.number] as const,
        ...changedFields(known, told(after)),
      }
      await tx.directoryHistory.add(
        [
          { entity: 'apartment' as const, id: params.id, what: 'numberSet' as const, changes },
          ...(residentId === null
            ? []
            : [{ entity: 'resident' as const, id: residentId, what: 'numberSet' as const, changes }]),
        ],
        { userId, at },
      )
      return after
    }),
  )
}
