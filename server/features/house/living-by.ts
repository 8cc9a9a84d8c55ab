import type { LivingBy } from './db/people/living.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { localDay } from '#domain/house/local-day.ts'

/** How residents are counted now: by the setting `people_living_count`, on the organisation's day. */
export async function livingBy(deps: Deps, tx: Repositories): Promise<LivingBy> {
  const { settings } = await tx.settings.read()
  return {
    fromCard: settings.people_living_count,
    today: localDay(deps.now(), deps.installation.timeZone),
  }
}
