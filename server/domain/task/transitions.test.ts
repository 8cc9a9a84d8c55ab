import { describe, expect, it } from 'vitest'
import { TaskStatus } from '#contracts/task.ts'
import { canMove, isOpen, isUnregistered, needsReason } from './transitions.ts'

// domain.md 4.1, written out: from each status everything that is not named is refused
const allowed: Record<TaskStatus, TaskStatus[]> = {
  draft: ['new', 'callback', 'discarded'],
  callback: ['new', 'draft', 'discarded'],
  discarded: [],
  new: ['accepted', 'assigned', 'deferred', 'cancelled'],
  accepted: ['assigned', 'deferred', 'cancelled'],
  assigned: ['assigned', 'inProgress', 'deferred', 'cancelled'],
  inProgress: ['assigned', 'deferred', 'done'],
  deferred: ['new', 'assigned', 'cancelled'],
  done: ['new', 'closed'],
  closed: ['new'],
  cancelled: ['new'],
}

describe.each(TaskStatus.options)('from %s', (from) => {
  it.each(TaskStatus.options)('to %s', (to) => {
    expect(canMove(from, to)).toBe(allowed[from].includes(to))
  })
})

it('knows what is open, what has no number yet and what must be explained', () => {
  expect(TaskStatus.options.filter(isOpen)).toEqual(['new', 'accepted', 'assigned', 'inProgress', 'deferred'])
  expect(TaskStatus.options.filter(isUnregistered)).toEqual(['draft', 'callback'])
  expect(TaskStatus.options.filter(needsReason)).toEqual(['deferred', 'cancelled'])
})
