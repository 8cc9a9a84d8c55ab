import type { Task } from '#contracts/task.ts'
import { isOpen, stateOf } from '#domain/task/states.ts'

export type DeadlineName = keyof Task['deadlines']
export type DeadlineTone = 'calm' | 'soon' | 'urgent' | 'overdue'

export interface Remaining {
  tone: DeadlineTone
  /** Seconds until the deadline; negative after it. */
  seconds: number
}

const minute = 60
const hour = 60 * minute

/**
 * How a deadline looks at `now` (ms since the epoch). The shorter the clock, the later it is called urgent: a
 * ten-minute call-back turns urgent in its last three minutes, an elimination in days in its last hours.
 * `since`: when the clock began, if known.
 */
export function remaining(deadline: string, now: number, since: string | null = null): Remaining {
  const end = Date.parse(deadline)
  const seconds = Math.floor((end - now) / 1000)
  if (end <= now) return { tone: 'overdue', seconds }
  const whole = since === null ? 2 * hour : Math.max((end - Date.parse(since)) / 1000, minute)
  const urgentBelow = Math.min(whole * 0.3, 2 * hour)
  const soonBelow = Math.min(whole * 0.6, 12 * hour)
  const tone = seconds <= urgentBelow ? 'urgent' : seconds <= soonBelow ? 'soon' : 'calm'
  return { tone, seconds }
}

export interface Leading extends Remaining {
  name: DeadlineName
  at: string
}

/** The clock of the first word; once a crew works it is history. */
const reaction: readonly DeadlineName[] = ['informBy']

/**
 * The deadline that a board shows for the task: the earliest that still asks something of somebody. A leak that was not
 * localised in time stays late while the crew works: nothing says yet that it is done.
 */
export function leadingDeadline(
  task: Pick<Task, 'status' | 'deadlines' | 'createdAt' | 'registeredAt'>,
  now: number,
): Leading | null {
  if (task.status === 'callback') return pick(task, ['callbackBy'], now)
  if (!isOpen(task.status)) return null
  const result: readonly DeadlineName[] = ['localizeBy', 'restoreBy', 'eliminateBy']
  const hasBegun = stateOf(task.status).work === 'begun'
  return pick(task, hasBegun ? result : [...reaction, ...result], now)
}

function pick(
  task: Pick<Task, 'deadlines' | 'createdAt' | 'registeredAt'>,
  names: readonly DeadlineName[],
  now: number,
): Leading | null {
  let leading: Leading | null = null
  for (const name of names) {
    const at = task.deadlines[name]
    if (at === null || (leading !== null && Date.parse(leading.at) <= Date.parse(at))) continue
    leading = { name, at, ...remaining(at, now, task.registeredAt ?? task.createdAt) }
  }
  return leading
}

/** All clocks of a task that are set, the earliest first. */
export function deadlinesInOrder({
  deadlines,
}: Pick<Task, 'deadlines'>): { name: DeadlineName; at: string }[] {
  const names: readonly DeadlineName[] = ['callbackBy', 'informBy', 'localizeBy', 'restoreBy', 'eliminateBy']
  return names
    .flatMap((name) => {
      const at = deadlines[name]
      return at === null ? [] : [{ name, at }]
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
