import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { cardLine } from '#domain/house/card-line.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { localDay } from '#domain/house/local-day.ts'
import { relationWords } from '#domain/house/relation-words.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * A person on the card of a flat: a known one by id, or a new one by name. Who comes back gets a line of its own.
 * @throws Refusal notFound, badInput, inUse when the person stands there from that day already
 */
export async function addCardLine(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'addCardLine'>,
): Promise<RouteResponse<'addCardLine'>> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      if (!(await tx.apartments.lock(params.id))) throw new Refusal('notFound', { id: params.id })
      const person = await personOf(tx, body)
      const line = {
        apartmentId: params.id,
        residentId: person.id,
        relation: relationWords[body.relation],
        livesFrom: body.livesFrom,
        livesTo: body.livesTo,
        isLiving: body.isLiving,
      }
      const id = await tx.residents.insertLine(line)
      const { apartmentId, residentId: _, ...written } = line
      const changes = changedFields({}, { name: person.name, ...written })
      await tx.directoryHistory.add(
        [
          { entity: 'apartment', id: apartmentId, what: 'cardLineAdded', changes },
          { entity: 'resident', id: person.id, what: 'cardLineAdded', changes },
        ],
        { userId, at: deps.now() },
      )
      return cardLine({ ...line, id, name: person.name }, localDay(deps.now(), deps.installation.timeZone))
    }),
  )
}

async function personOf(
  tx: Repositories,
  { residentId, name }: { residentId: number | null; name: string },
): Promise<{ id: number; name: string }> {
  if (residentId === null) return { id: await tx.residents.insert(name), name }
  const known = await tx.residents.find(residentId)
  if (known === null) throw new Refusal('badInput', { field: 'residentId' })
  return known
}
