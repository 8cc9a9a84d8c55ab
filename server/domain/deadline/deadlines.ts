import type { ClassifierEntry } from '#contracts/classifier.ts'
import type { TaskDeadlines } from '#contracts/task.ts'
import { afterMinutes, type Hours } from './working-time.ts'

/**
 * The legal clocks of a task. They start at registration (ПП 416, п. 13), and no deferral stops them.
 * Informing and localising are duties round the clock; the hours of a rule limit only the work itself.
 * The answer is kept in the task with the rule's version: later edits of the table do not rewrite it.
 */
export function deadlines(
  rule: ClassifierEntry['rule'] | null,
  registeredAt: Date,
  timeZone: string,
): TaskDeadlines {
  const by = (minutes: number | null | undefined, hours: Hours | null): string | null =>
    minutes === null || minutes === undefined
      ? null
      : afterMinutes(registeredAt, minutes, hours, timeZone).toISOString()
  const hours = rule?.calendar ?? null
  return {
    callbackBy: null,
    informBy: by(rule?.informMinutes, null),
    localizeBy: by(rule?.localizeMinutes, null),
    restoreBy: by(rule?.restoreMinutes, hours),
    eliminateBy: by(rule?.eliminateMinutes, hours),
  }
}
