import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { cardLine } from '#domain/house/card-line.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { localDay } from '#domain/house/local-day.ts'
import { relationWords } from '#domain/house/relation-words.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * Changes a line of a card. Who left keeps his line with the day; nothing is ever struck out.
 * @throws Refusal notFound, badInput when it would end before it begins
 */
export async function changeCardLine(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'changeCardLine'>,
): Promise<RouteResponse<'changeCardLine'>> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const before = await tx.residents.lockLine(params.id)
      if (before === null) throw new Refusal('notFound', { id: params.id })
      const { relation, livesFrom = before.livesFrom, livesTo = before.livesTo } = body
      const after = {
        ...before,
        livesFrom,
        livesTo,
        isLiving: body.isLiving ?? before.isLiving,
        relation: relation === undefined ? before.relation : relationWords[relation],
      }
      const changes = changedFields(before, after)
      if (Object.keys(changes).length > 0) {
        await tx.residents.updateLine(after)
        const who = { name: [after.name, after.name] as const, ...changes }
        await tx.directoryHistory.add(
          [
            { entity: 'apartment', id: after.apartmentId, what: 'cardLineChanged', changes: who },
            { entity: 'resident', id: after.residentId, what: 'cardLineChanged', changes },
          ],
          { userId, at: deps.now() },
        )
      }
      return cardLine(after, localDay(deps.now(), deps.installation.timeZone))
    }),
  )
}
