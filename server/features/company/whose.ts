import type { Deps } from '#server/deps.ts'
import type { Repositories } from '#server/repositories.ts'
import { ofCompany } from '#domain/company/of-call.ts'
import { companyOn } from '#domain/company/periods.ts'
import { localDay } from '#domain/house/local-day.ts'

type Reads = Pick<Repositories, 'companies' | 'houseCompanies'>

/** Of the organisation's calendar. */
interface When {
  at: Date
  timeZone: string
}

/** Whose the house is at that moment, or what has no house; null: nobody knows. */
export async function companyOfHouse(
  tx: Reads,
  houseId: number | null,
  { at, timeZone }: When,
): Promise<number | null> {
  const periods = houseId === null ? undefined : (await tx.houseCompanies.of([houseId])).get(houseId)
  const houses = periods === undefined ? [] : [periods]
  return ofCompany({ line: null, houses }, await tx.companies.all(), at, timeZone).companyId
}

/** Each company whose one of the houses is on the day of that moment, in the order of their ids. */
export async function companiesOfHouses(
  tx: Reads,
  houseIds: readonly number[],
  { at, timeZone }: When,
): Promise<number[]> {
  const [only, ...others] = await tx.companies.all()
  if (only !== undefined && others.length === 0) return [only.id]
  const day = localDay(at, timeZone)
  const found = [...(await tx.houseCompanies.of(houseIds)).values()].flatMap(
    (periods) => companyOn(periods, day) ?? [],
  )
  return [...new Set(found)].toSorted((a, b) => a - b)
}

/** Whose the recording of a call is. */
export async function companiesOfCall({ store }: Pick<Deps, 'store'>, id: string): Promise<number[]> {
  const call = await store.repositories.calls.find(id)
  return call === null || call.companyId === null ? [] : [call.companyId]
}

/** Whose the announcement of a shutdown is. */
export async function companiesOfShutdown({ store }: Pick<Deps, 'store'>, id: string): Promise<number[]> {
  const shutdown = /^\d{1,15}$/.test(id) ? await store.repositories.shutdowns.find(Number(id)) : null
  return shutdown?.companyIds ?? []
}
