import { expect, test } from 'vitest'
import { TaskStatus } from '#contracts/task.ts'
import { boardStatuses, movesOf, needsNote } from './status.ts'

test('every task on the board can be moved somewhere, drafts and call-backs nowhere', () => {
  for (const status of boardStatuses) expect(movesOf(status).length).toBeGreaterThan(0)
  expect(movesOf('draft')).toEqual([])
  expect(movesOf('callback')).toEqual([])
})
test('no move leads to where the task is', () => {
  for (const status of TaskStatus.options) expect(movesOf(status)).not.toContain(status)
})
test('deferring and cancelling owe a reason', () => {
  expect(TaskStatus.options.filter(needsNote)).toEqual(['deferred', 'cancelled'])
})
