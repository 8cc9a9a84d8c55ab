import type { CompanyPeriod } from '#contracts/company.ts'
import type { Reading } from '#server/store.ts'
import { companyOn } from '#domain/company/periods.ts'

export interface CompanyReader {
  periodsOf(houseId: number): readonly CompanyPeriod[]
  /** On that day of the organisation's calendar. */
  companyOn(houseId: number, day: string): number | null
}

/** Whose these houses are and were; where there is one company all are its. */
export async function companyReader(
  tx: Pick<Reading, 'companies' | 'houseCompanies'>,
  houseIds: readonly number[],
): Promise<CompanyReader> {
  const [only, ...others] = await tx.companies.all()
  const known = others.length === 0 ? new Map<number, never>() : await tx.houseCompanies.of(houseIds)
  const its =
    only === undefined || others.length > 0 ? [] : [{ companyId: only.id, since: null, until: null }]
  const periodsOf = (houseId: number): readonly CompanyPeriod[] => known.get(houseId) ?? its
  return { periodsOf, companyOn: (houseId, day) => companyOn(periodsOf(houseId), day) }
}
