import type { Task } from '#contracts/task.ts'
import { worstClockAt } from '#domain/deadline/legal-clocks.ts'
import { isOpen } from '#domain/task/states.ts'

export interface WallTasks {
  /** Those that nobody has taken first, then by what is left. */
  emergencies: Task[]
  /** Of the others: what is due within the hour or is late, the earliest first. */
  soon: Task[]
  open: number
  overdue: number
}

const hourMs = 3600_000

/** An emergency that was registered and that nobody has accepted. */
export const isUnclaimed = (task: Task): boolean => task.fields.isEmergency && task.status === 'new'

/** What a wall shows of the tasks at `now`. */
export function wallTasks(tasks: Iterable<Task>, now: number): WallTasks {
  const found: WallTasks = { emergencies: [], soon: [], open: 0, overdue: 0 }
  const due = new Map<Task, number>()
  for (const task of tasks) {
    if (!isOpen(task.status)) continue
    const end = worstClockAt(task)?.end ?? Number.MAX_SAFE_INTEGER
    due.set(task, end)
    found.open += 1
    if (end <= now) found.overdue += 1
    if (task.fields.isEmergency) found.emergencies.push(task)
    else if (end <= now + hourMs) found.soon.push(task)
  }
  const byDue = (a: Task, b: Task): number => (due.get(a) ?? 0) - (due.get(b) ?? 0) || a.id - b.id
  found.emergencies.sort((a, b) => Number(isUnclaimed(b)) - Number(isUnclaimed(a)) || byDue(a, b))
  found.soon.sort(byDue)
  return found
}
