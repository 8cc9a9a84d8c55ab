import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { HouseInterruption } from '../db/shutdown-reports.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localMidnight, nextMonth } from '#domain/house/local-midnight.ts'
import { hoursWithout } from '#domain/shutdown/hours-without.ts'

/**
 * Hours without a service by house in a local month, and by how much the fee falls. A shutdown that lasts counts up
 * to now.
 */
export async function shutdownHours(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'shutdownHours'>,
): Promise<RouteResponse<'shutdownHours'>> {
  const { timeZone } = deps.installation
  const from = localMidnight(`${query.month}-01`, timeZone)
  const to = new Date(
    Math.min(localMidnight(nextMonth(query.month), timeZone).getTime(), deps.now().getTime()),
  )
  if (to <= from) return { rows: [] }
  const found = await deps.store.repositories.shutdownReports.interruptions(from, to, query)
  const within = { from: from.getTime(), to: to.getTime() }
  const groups = Map.groupBy(found, ({ houseId, service }) => `${houseId} ${service}`)
  return {
    rows: [...groups.values()].flatMap((group) => {
      const [first] = group
      if (!first) return []
      const { houseId, address, service, powerSources } = first
      const intervals = group.map(intervalOf(within.to))
      const shutdowns = new Set(group.map(({ shutdownId }) => shutdownId)).size
      return [
        { houseId, address, service, shutdowns, ...hoursWithout(service, powerSources, intervals, within) },
      ]
    }),
  }
}

const intervalOf =
  (now: number) =>
  ({ startsAt, endedAt }: HouseInterruption) => ({ from: startsAt.getTime(), to: endedAt?.getTime() ?? now })
