import type { CompanyPeriod } from '#contracts/company.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { HouseInterruption } from '../db/shutdown-reports.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { companySpans } from '#domain/company/spans.ts'
import { localMidnight, nextMonth } from '#domain/house/local-midnight.ts'
import { hoursWithout, type Interval } from '#domain/shutdown/hours-without.ts'
import { companyReader } from './company-reader.ts'

/**
 * Hours without a service by house in a local month, and by how much the fee falls. A shutdown that lasts counts up
 * to now. A house that changes its company in it has a row of each, with the hours of its days.
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
  return deps.store.snapshot(async (tx) => {
    const found = await tx.shutdownReports.interruptions(from, to, query)
    const whose = await companyReader(tx, [...new Set(found.map(({ houseId }) => houseId))])
    const within = { from: from.getTime(), to: to.getTime() }
    const parts = found.flatMap((one) => partsOf(one, whose.periodsOf(one.houseId), within, timeZone))
    const groups = Map.groupBy(
      parts.filter(({ companyId }) => query.companyId === undefined || companyId === query.companyId),
      ({ houseId, service, companyId }) => `${houseId} ${service} ${companyId}`,
    )
    return { rows: [...groups.values()].flatMap((group) => rowOf(group, within)) }
  })
}

/** An interruption in the days of one company. */
interface Part extends HouseInterruption {
  companyId: number | null
  interval: Interval
}

function partsOf(
  one: HouseInterruption,
  periods: readonly CompanyPeriod[],
  within: Interval,
  timeZone: string,
): Part[] {
  const from = Math.max(one.startsAt.getTime(), within.from)
  const to = Math.min(one.endedAt?.getTime() ?? within.to, within.to)
  return companySpans(periods, { from, to }, timeZone).map(({ companyId, ...interval }) => ({
    ...one,
    companyId,
    interval,
  }))
}

function rowOf(group: readonly Part[], within: Interval): RouteResponse<'shutdownHours'>['rows'] {
  const [first] = group
  if (!first) return []
  const { houseId, address, companyId, service, powerSources } = first
  const intervals = group.map(({ interval }) => interval)
  const shutdowns = new Set(group.map(({ shutdownId }) => shutdownId)).size
  return [
    {
      ...{ houseId, address, companyId, service, shutdowns },
      ...hoursWithout(service, powerSources, intervals, within),
    },
  ]
}
