import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { livingBy } from '#server/features/house/living-by.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { overlaps } from '#domain/shutdown/concerns.ts'
import { legalLimits } from '#domain/shutdown/legal-limits.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'
import { speechText } from '#domain/shutdown/speech/speech-text.ts'
import { statusAtStart } from '#domain/shutdown/status.ts'
import { checkedFields } from './checked-fields.ts'

/**
 * What would be created, without creating it: whom it concerns, its clocks, its sentence, and what is on already.
 * @throws Refusal badInput
 */
export async function previewShutdown(
  deps: Deps,
  _person: Person,
  { body }: RouteInput<'previewShutdown'>,
): Promise<RouteResponse<'previewShutdown'>> {
  return deps.store.snapshot(async (tx) => {
    const { fields, places, powerSources } = await checkedFields(tx, body)
    const { houses, services } = fields
    const now = deps.now()
    const startsAt = new Date(fields.startsAt)
    const counts = [...(await tx.living.ofHouses(houses, await livingBy(deps, tx))).values()]
    const live = await tx.shutdowns.liveOfHouses(houses.map(({ houseId }) => houseId))
    return {
      places,
      houses: houses.length,
      flats: counts.reduce((sum, { flats }) => sum + flats, 0),
      living: counts.reduce((sum, { living }) => sum + living, 0),
      limits: legalLimits(services, startsAt, powerSources),
      speechText: speechText(
        { ...fields, status: statusAtStart(startsAt, now), shifts: 0 },
        { now, timeZone: deps.installation.timeZone },
      ),
      overlaps: live.filter((other) => overlaps({ services, houses }, other)).map(shutdownOfRecord),
    }
  })
}
