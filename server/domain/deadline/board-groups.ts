import { localHour } from '../time/local-clock.ts'

/** In the order of the board. */
export const boardGroups = ['overdue', 'hour', 'shift', 'later'] as const
export type BoardGroup = (typeof boardGroups)[number]

/** Hours of the company's clock at which one shift hands over to the next. */
const shiftHours = [8, 20] as const
/** A shift that ends within this is nearly over: its group would hold what stands under "within the hour" anyway. */
const hourMs = 3600_000

/** When the shift of `now` ends. */
export function shiftEnd(now: number, timeZone: string): number {
  const at = new Date(now)
  for (const days of [0, 1])
    for (const hour of shiftHours) {
      const end = localHour(at, hour, timeZone, days).getTime()
      if (end > now) return end
    }
  return now + 12 * hourMs
}

/** Where a task whose worst clock ends at `due` stands; without a clock it has time. */
export function boardGroup(due: number | null, now: number, shiftEndsAt: number): BoardGroup {
  if (due === null) return 'later'
  if (due <= now) return 'overdue'
  if (due <= now + hourMs) return 'hour'
  return due <= shiftEndsAt ? 'shift' : 'later'
}
