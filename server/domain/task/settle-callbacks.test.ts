import { describe, expect, it } from 'vitest'
import { sampleCall } from '../testing/samples.ts'
import { dissolve, settle } from './settle-callbacks.ts'
import { emptyDraft, withLink, type TaskRecord } from './task-record.ts'

const at = '2026-11-22T10:05:00.000Z'
const anna = { userId: 1, name: 'Анна' }
const taskOf = (id: number, changes: Partial<TaskRecord> = {}, text = ''): TaskRecord => {
  const draft = { ...emptyDraft(id, 'call', '2026-11-22T10:00:00.000Z'), ...changes }
  return withLink(
    { ...draft, fields: { ...draft.fields, text } },
    { callId: `embedded:${id}`, kind: 'origin', at: draft.createdAt },
  )
}
const callback = (id: number, changes: Partial<TaskRecord> = {}, text = ''): TaskRecord =>
  taskOf(
    id,
    {
      status: 'callback',
      deadlines: { ...emptyDraft(id, 'call', at).deadlines, callbackBy: '2026-11-22T10:11:00.000Z' },
      ...changes,
    },
    text,
  )
const own = taskOf(9)
const callsAgain = sampleCall({ id: 'embedded:9' })
const callsBack = sampleCall({ id: 'embedded:8', direction: 'out' })
const after = (changes: ReturnType<typeof settle>, id: number) =>
  changes.changed.find((task) => task.id === id)

describe('the resident calls again', () => {
  it('his call-backs dissolve into the draft of the call', () => {
    const changes = settle(
      callsAgain,
      at,
      own,
      [callback(1, {}, 'течёт'), callback(2, { repeatCount: 1 })],
      null,
    )
    expect(after(changes, 1)).toMatchObject({ status: 'discarded', joinedTo: 9, version: 2 })
    expect(after(changes, 2)).toMatchObject({ status: 'discarded', joinedTo: 9 })
    expect(after(changes, 9)).toMatchObject({
      status: 'draft',
      repeatCount: 3,
      callCount: 3,
      fields: { text: 'течёт' },
      version: 2,
    })
    expect(changes.history.map(({ taskId, what, fact }) => [taskId, what, fact])).toEqual([
      [1, 'settled', { what: 'intoTask', taskId: 9, number: null }],
      [2, 'settled', { what: 'intoTask', taskId: 9, number: null }],
    ])
  })

  it.each([
    ['without a draft of the call', undefined, [callback(1)]],
    ['without call-backs', own, []],
  ])('%s nothing changes', (_, draft, callbacks) => {
    expect(settle(callsAgain, at, draft, callbacks, null)).toEqual({ changed: [], history: [] })
  })
})

describe('an operator calls back', () => {
  it('the first call-back is his draft again, the others dissolve into it', () => {
    const changes = settle(callsBack, at, undefined, [callback(1), callback(2)], anna)
    // first as it was reopened, then as it took the others in
    const last = changes.changed.findLast((task) => task.id === 1)
    expect(last).toMatchObject({
      status: 'draft',
      ownerId: 1,
      ownerName: 'Анна',
      deadlines: { callbackBy: null },
      repeatCount: 1,
    })
    expect(last?.links).toContainEqual({ callId: 'embedded:8', kind: 'callback', at })
    expect(after(changes, 2)).toMatchObject({ status: 'discarded', joinedTo: 1 })
  })

  it('of a number without call-backs nothing changes', () => {
    expect(settle(callsBack, at, undefined, [], anna)).toEqual({ changed: [], history: [] })
  })
})

it.each([
  ['its own words', 'кран', 'течёт', 'кран'],
  ['the later words where it has none', '', 'течёт', 'течёт'],
])('not answered again: the open call-back counts it and keeps its clock and %s', (_, had, said, kept) => {
  const into = callback(1, {}, had)
  const changes = dissolve(taskOf(9, { shutdownId: 7 }, said), into, callsAgain, at)
  expect(after(changes, 1)).toMatchObject({
    status: 'callback',
    deadlines: into.deadlines,
    repeatCount: 1,
    callCount: 2,
    shutdownId: 7,
    fields: { text: kept },
  })
  expect(after(changes, 9)).toMatchObject({ status: 'discarded', joinedTo: 1 })
})
