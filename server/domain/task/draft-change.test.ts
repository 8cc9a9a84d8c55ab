import { expect, it } from 'vitest'
import { change, later } from './draft-change.ts'
import { emptyDraft } from './task-record.ts'

const early = '2026-11-22T10:00:00.000Z'
const late = '2026-11-22T10:05:00.000Z'

it('a change is a version more and a line of history', () => {
  const draft = emptyDraft(7, 'call', early)
  expect(change(draft, late, { status: 'callback' }, 'callback', { what: 'overdue' })).toEqual({
    changed: [{ ...draft, status: 'callback', version: 2, updatedAt: late }],
    history: [
      { taskId: 7, at: late, what: 'callback', from: 'draft', to: 'callback', fact: { what: 'overdue' } },
    ],
  })
})

it('a late event does not turn the time of a task back', () => {
  const { changed, history } = change(emptyDraft(7, 'call', late), early, {}, 'edited')
  expect([changed[0]?.updatedAt, history[0]?.at]).toEqual([late, early])
})

it.each([
  [early, late],
  [late, early],
])('the later of %s and %s', (a, b) => {
  expect(later(a, b)).toBe(late)
})
