import { localHour } from '../time/local-clock.ts'

/** Local hours between which a clock runs: from the first up to the second, every day. */
export type Hours = readonly [from: number, to: number]

/**
 * The moment when `minutes` of running time have passed since `start`.
 * With hours [8, 23] a request of 22:30 with two hours is due at 09:30 (ПП 416, п. 13: the refuse chute is
 * cleared within two hours, but not before 8 and not after 23, while requests are taken round the clock).
 */
export function afterMinutes(start: Date, minutes: number, hours: Hours | null, timeZone: string): Date {
  if (hours === null || hours[1] <= hours[0]) return new Date(start.getTime() + minutes * 60_000)
  let left = minutes * 60_000
  let from = start
  for (let days = 0; ; days++) {
    const opens = localHour(start, hours[0], timeZone, days)
    const closes = localHour(start, hours[1], timeZone, days)
    const begins = from < opens ? opens : from
    const open = closes.getTime() - begins.getTime()
    if (open > 0 && left <= open) return new Date(begins.getTime() + left)
    left -= Math.max(open, 0)
    from = begins < closes ? closes : begins
  }
}
