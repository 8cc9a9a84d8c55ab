import type { CompanyPeriod } from '#contracts/company.ts'
import { localMidnight } from '../house/local-midnight.ts'

/** From when to when, in milliseconds and before `to`, a house is whose; null: nobody's. */
export interface CompanySpan {
  companyId: number | null
  from: number
  to: number
}

/** Whose a house is between two moments: a span each, in their order, none left out. Days begin at midnight in the zone. */
export function companySpans(
  periods: readonly CompanyPeriod[],
  { from, to }: { from: number; to: number },
  timeZone: string,
): CompanySpan[] {
  const begins = (day: string | null, unbounded: number): number =>
    day === null ? unbounded : localMidnight(day, timeZone).getTime()
  const spans: CompanySpan[] = []
  let reached = from
  for (const { companyId, since, until } of periods) {
    const span = {
      companyId,
      from: Math.max(begins(since, from), reached),
      to: Math.min(begins(until, to), to),
    }
    if (span.to <= span.from) continue
    if (span.from > reached) spans.push({ companyId: null, from: reached, to: span.from })
    spans.push(span)
    reached = span.to
  }
  if (reached < to) spans.push({ companyId: null, from: reached, to })
  return spans
}
