import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'
import { companyReader } from './company-reader.ts'
import { localMidnight, nextDay } from '#domain/house/local-midnight.ts'
import { shutdownOfRecord } from '#domain/shutdown/shutdown-record.ts'

/**
 * Сводка отключений за сутки (domain.md 4.4): each shutdown that lasted on the local day, with the earliest legal
 * term of its services and what is done for the residents; of one company, its houses of that day.
 * @throws Refusal badInput for what is no day
 */
export async function dailySummary(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'dailySummary'>,
): Promise<RouteResponse<'dailySummary'>> {
  const { timeZone } = deps.installation
  const bounds = dayOf(query.date, timeZone)
  return deps.store.snapshot(async (tx) => {
    const records = await tx.shutdownReports.lasting(bounds.from, bounds.to)
    const { settings } = await tx.settings.read()
    const by = { fromCard: settings.people_living_count, today: localDay(deps.now(), timeZone) }
    const whose = await companyReader(tx, [
      ...new Set(records.flatMap(({ houses }) => houses.map(({ houseId }) => houseId))),
    ])
    const rows: RouteResponse<'dailySummary'>['rows'] = []
    for (const record of records) {
      const shutdown = shutdownOfRecord(record)
      const ofHouse = ({ houseId }: { houseId: number }) => whose.companyOn(houseId, query.date)
      const houses = shutdown.houses.filter(
        (house) => query.companyId === undefined || ofHouse(house) === query.companyId,
      )
      if (query.companyId !== undefined && houses.length === 0) continue
      const people = [...(await tx.living.ofHouses(houses, by)).values()]
      rows.push({
        shutdownId: shutdown.id,
        number: shutdown.number,
        // also those that left since it began: what it says of them is no other's business
        companyIds: [
          ...new Set([...shutdown.companyIds, ...shutdown.houses.flatMap((house) => ofHouse(house) ?? [])]),
        ].toSorted((a, b) => a - b),
        services: shutdown.services,
        kind: shutdown.kind,
        houses: houses.length,
        flats: people.reduce((sum, { flats }) => sum + flats, 0),
        living: people.reduce((sum, { living }) => sum + living, 0),
        places: shutdown.places,
        startsAt: shutdown.startsAt,
        legalBy: shutdown.limits.flatMap(({ by: term }) => term ?? []).toSorted()[0] ?? null,
        plannedEnd: shutdown.plannedEnd,
        endedAt: shutdown.endedAt,
        cause: shutdown.cause,
        organisation: shutdown.organisationName ?? '',
        responsible: shutdown.responsible,
        callers: shutdown.callerCount,
        note: shutdown.text,
      })
    }
    return { rows }
  })
}

function dayOf(day: string, timeZone: string): { from: Date; to: Date } {
  try {
    return { from: localMidnight(day, timeZone), to: localMidnight(nextDay(day), timeZone) }
  } catch {
    throw new Refusal('badInput', { field: 'date' })
  }
}
