import { describe, expect, it } from 'vitest'
import { TaskStatus } from '#contracts/task.ts'
import { boardStatuses, canMove, isUnregistered, movesOf, needsReason, openStatuses } from './states.ts'

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
  expect(openStatuses).toEqual(['new', 'accepted', 'assigned', 'inProgress', 'deferred'])
  expect(TaskStatus.options.filter(isUnregistered)).toEqual(['draft', 'callback'])
  expect(boardStatuses).toEqual(['draft', 'callback', ...openStatuses])
  expect(TaskStatus.options.filter(needsReason)).toEqual(['deferred', 'cancelled'])
})

it('a registered task can be moved somewhere, a draft and a call-back nowhere', () => {
  const unmovable = TaskStatus.options.filter((status) => movesOf(status).length === 0)
  expect(unmovable).toEqual(['draft', 'discarded', 'callback'])
})

it.each(TaskStatus.options)(
  'no move leads from %s to where the task is, or to what has no number',
  (status) => {
    const moves: readonly TaskStatus[] = movesOf(status)
    for (const to of [status, 'draft', 'callback', 'discarded'] as const) expect(moves).not.toContain(to)
  },
)
