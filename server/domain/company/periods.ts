import type { CompanyPeriod } from '#contracts/company.ts'

/** Whose the house is on that day of the organisation's calendar; null: nobody's. Days as text compare as days do. */
export const companyOn = (periods: readonly CompanyPeriod[], day: string): number | null =>
  periods.find(({ since, until }) => (since === null || since <= day) && (until === null || day < until))
    ?.companyId ?? null

/**
 * The periods of a house that is `companyId`'s from `since` on (null: nobody's): what was before stays, what was planned
 * after it goes.
 */
export function givenFrom(
  periods: readonly CompanyPeriod[],
  companyId: number | null,
  since: string | null,
): CompanyPeriod[] {
  const before = periods.flatMap((period) => {
    if (since === null || (period.since !== null && period.since >= since)) return []
    return period.until === null || period.until > since ? { ...period, until: since } : period
  })
  const last = before.at(-1)
  if (companyId === null) return before
  // the same company goes on: one period, not two
  if (last !== undefined && last.companyId === companyId && last.until === since)
    return [...before.slice(0, -1), { ...last, until: null }]
  return [...before, { companyId, since, until: null }]
}
