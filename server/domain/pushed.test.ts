import { expect, it } from 'vitest'
import type { Shutdown } from '#contracts/shutdown.ts'
import { TaskStatus, type Task } from '#contracts/task.ts'
import { pushedRules } from './pushed.ts'

it('a task is over for boards when nothing is to be done about it', () => {
  const over = TaskStatus.options.filter((status) => pushedRules.task.isOver({ status } as Task))
  expect(over).toEqual(['discarded', 'done', 'closed', 'cancelled'])
})

it.each([
  [3, 5, 5],
  [5, 3, 5],
])(
  'of %i callers that are known and %i that come with a newer shutdown the more count',
  (known, next, count) => {
    const shutdown = (callerCount: number) => ({ callerCount }) as Shutdown
    expect(pushedRules.shutdown.merge?.(shutdown(known), shutdown(next)).callerCount).toBe(count)
  },
)
