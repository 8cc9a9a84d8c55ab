import type { Service } from '#contracts/shutdown.ts'
import { permittedHours } from './legal-limits.ts'

/** Moments in milliseconds; `to` is not in it. */
export interface Interval {
  from: number
  to: number
}

/**
 * Hours of interruption permitted in a month, all together (ПП РФ 354, прил. 1, пп. 1, 4, 8, 11, 14); power is
 * permitted each time anew (п. 9), the rest is not in the rules.
 */
const monthly: Partial<Record<Service, number>> = {
  coldWater: 8,
  hotWater: 8,
  sewerage: 8,
  gas: 4,
  heating: 24,
}
/** By so much the fee for the service falls for each whole hour over what is permitted (ПП РФ 354, прил. 1). */
const percentAnHour = 0.15

export interface HoursWithout {
  /** To one decimal. */
  hours: number
  /** In a month; for power at once; null where the rules name none. */
  permittedHours: number | null
  /** Whole hours. */
  overHours: number
  feeReductionPercent: number
}

/**
 * How long a house was without a service between `from` and `to`, several shutdowns at once counted once, and what
 * that costs. Over is what exceeds the month's sum or, where that is more, what each one exceeds the limit at once.
 * An interruption that began in another month counts here by its part alone.
 */
export function hoursWithout(
  service: Service,
  powerSources: 1 | 2,
  interruptions: readonly Interval[],
  within: Interval,
): HoursWithout {
  const lengths = merged(interruptions, within).map(({ from, to }) => (to - from) / 3_600_000)
  const sum = total(lengths)
  const atOnce = permittedHours(service, powerSources)
  const inMonth = monthly[service] ?? null
  const overMonth = inMonth === null ? 0 : Math.max(0, sum - inMonth)
  const overAtOnce = atOnce === null ? 0 : total(lengths.map((hours) => Math.max(0, hours - atOnce)))
  // a float's last digit must not cost an hour
  const overHours = Math.floor(Math.max(overMonth, overAtOnce) + 1e-9)
  return {
    hours: Math.round(sum * 10) / 10,
    permittedHours: inMonth ?? atOnce,
    overHours,
    feeReductionPercent: Math.round(overHours * percentAnHour * 100) / 100,
  }
}

const total = (hours: readonly number[]): number => hours.reduce((sum, one) => sum + one, 0)

function merged(intervals: readonly Interval[], within: Interval): Interval[] {
  const clipped = intervals
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from)
  const result: Interval[] = []
  for (const one of clipped) {
    const last = result.at(-1)
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else result.push({ ...one })
  }
  return result
}
