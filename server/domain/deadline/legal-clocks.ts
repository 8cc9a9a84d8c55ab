import type { Task } from '#contracts/task.ts'
import { isOpen } from '../task/states.ts'

export type ClockName = keyof Task['deadlines']
export type ClockTone = 'calm' | 'soon' | 'urgent' | 'overdue'

export interface Remaining {
  tone: ClockTone
  /** Seconds until the deadline; negative after it. */
  seconds: number
}

export interface Clock extends Remaining {
  name: ClockName
  at: string
}

/**
 * From how many minutes before its end a clock is called soon and urgent. By the clock, because the law gives each its
 * own length and its own work, and never by the share that is left: two hours are two hours, whatever the whole was.
 */
const warnings: Record<ClockName, { soon: number; urgent: number }> = {
  // ten minutes for one call (ПП 416, п. 13)
  callbackBy: { soon: 5, urgent: 2 },
  // half an hour each (ПП 416, п. 13): somebody must be on the way at once
  informBy: { soon: 30, urgent: 10 },
  localizeBy: { soon: 30, urgent: 10 },
  // hours of a permitted interruption (ПП 354, прил. 1)
  restoreBy: { soon: 60, urgent: 15 },
  // two hours to three days (ПП 416, п. 13): a crew has to come and to work
  eliminateBy: { soon: 60, urgent: 15 },
}

/** How a clock looks at `now` (ms since the epoch). */
export function remaining(name: ClockName, at: string, now: number): Remaining {
  const end = Date.parse(at)
  const seconds = Math.floor((end - now) / 1000)
  if (end <= now) return { tone: 'overdue', seconds }
  const { soon, urgent } = warnings[name]
  return { tone: seconds <= urgent * 60 ? 'urgent' : seconds <= soon * 60 ? 'soon' : 'calm', seconds }
}

/** Of two that end together the one that says more of what to do stands first. */
const names: readonly ClockName[] = ['callbackBy', 'localizeBy', 'informBy', 'restoreBy', 'eliminateBy']

/** All clocks of a task that are set, the earliest first. */
export function clocksInOrder({ deadlines }: Pick<Task, 'deadlines'>): { name: ClockName; at: string }[] {
  return names
    .flatMap((name) => {
      const at = deadlines[name]
      return at === null ? [] : [{ name, at }]
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Compared as numbers once a row, without a list made: a board of 5,000 asks at each change. */
export function worstClockAt(
  task: Pick<Task, 'status' | 'deadlines'>,
): { name: ClockName; end: number } | null {
  const isCallback = task.status === 'callback'
  if (!isCallback && !isOpen(task.status)) return null
  let worst: { name: ClockName; end: number } | null = null
  for (const name of names) {
    const at = task.deadlines[name]
    if (at === null || (name === 'callbackBy') !== isCallback) continue
    const end = Date.parse(at)
    if (worst === null || end < worst.end) worst = { name, end }
  }
  return worst
}

/**
 * The clock that a board shows for the task: of those of the law the one that ends or has ended first, in whatever
 * state the task is. Work that has begun stops no clock (ПП 416, п. 13), and neither does a deferral.
 */
export function worstClock(task: Pick<Task, 'status' | 'deadlines'>, now: number): Clock | null {
  const worst = worstClockAt(task)
  const at = worst === null ? null : task.deadlines[worst.name]
  return worst === null || at === null ? null : { name: worst.name, at, ...remaining(worst.name, at, now) }
}
