import type { Danger } from '#contracts/task.ts'
import type { TaskRecord } from '../task-record.ts'
import { dangerIn } from './danger-in.ts'

/** The danger that the words of a task speak of, unless a person said that it is none. */
export const dangerOf = ({
  fields,
  dismissedDangers,
}: Pick<TaskRecord, 'dismissedDangers'> & {
  fields: Pick<TaskRecord['fields'], 'text' | 'place'>
}): Danger | null => dangerIn([fields.text, fields.place], dismissedDangers)
