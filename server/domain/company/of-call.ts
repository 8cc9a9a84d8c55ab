import type { Company, CompanyPeriod, NotServed } from '#contracts/company.ts'
import { localDay } from '../house/local-day.ts'
import { companyOn } from './periods.ts'
import { notServed } from './served.ts'

/** What is known when a call or a task begins. */
export interface Whose {
  /** Of the line that was dialled, where lines are a company's. */
  line: number | null
  /** Of the line of all numbers that no other line has: when nothing else says it. */
  otherwise?: number | null
  /** Of each house that is meant. */
  houses: readonly (readonly CompanyPeriod[])[]
}

export interface OfCompany {
  companyId: number | null
  notServed: NotServed | null
}

/**
 * Whose a call is at its moment, and whether its caller is served. A line's company comes first: who dials it has said
 * whom he means. Houses of several companies say nothing. Where there is one company everything is its and served.
 */
export function ofCompany(
  { line, houses, otherwise = null }: Whose,
  companies: readonly Company[],
  at: Date,
  timeZone: string,
): OfCompany {
  const [only, ...others] = companies
  if (only === undefined) return { companyId: null, notServed: null }
  if (others.length === 0) return { companyId: only.id, notServed: null }
  const day = localDay(at, timeZone)
  const found = new Set(houses.map((periods) => companyOn(periods, day)))
  const [ofHouses = null] = found.size === 1 ? found : []
  // of a caller whose house nobody knows yet, nothing is said
  const why =
    found.size === 1 ? notServed(companies.find(({ id }) => id === ofHouses) ?? null, at, timeZone) : null
  return { companyId: line ?? ofHouses ?? otherwise, notServed: why }
}
