import { expect, it } from 'vitest'
import { callsKept } from '#contracts/task.ts'
import { emptyDraft, taskOfRecord, withCallsOf, withLink, type TaskLink } from './task-record.ts'

const at = (n: number): string => new Date(Date.parse('2026-11-22T10:00:00.000Z') + n * 60_000).toISOString()
const link = (n: number, kind: TaskLink['kind'] = 'joined'): TaskLink => ({
  callId: `c${n}`,
  kind,
  at: at(n),
})
const draft = emptyDraft(1, 'call', at(0))
const withLinks = (...links: TaskLink[]) => links.reduce(withLink, draft)

it('a call more is counted, and the same call once', () => {
  const once = withLinks(link(1, 'origin'))
  expect(once).toMatchObject({ callCount: 1, newLinks: [link(1, 'origin')] })
  expect(withLink(once, link(1))).toBe(once)
})

it.each<[string, TaskLink[], string[]]>([
  ['the call that made it is first', [link(3), link(5, 'origin'), link(1)], ['c5', 'c1', 'c3']],
  ['then they stand as they came', [link(2), link(1, 'callback'), link(3)], ['c1', 'c2', 'c3']],
])('of its calls %s', (_, links, ids) => {
  expect(taskOfRecord(withLinks(...links)).callIds).toEqual(ids)
})

it('of many calls the last are kept, with those that rules ask for', () => {
  const many = Array.from({ length: callsKept + 5 }, (_, n) => link(n + 3))
  const task = withLinks(link(1, 'origin'), link(2, 'callback'), ...many)
  expect(task.callCount).toBe(callsKept + 7)
  const { callIds } = taskOfRecord(task)
  expect(callIds).toHaveLength(callsKept)
  expect(callIds.slice(0, 2)).toEqual(['c1', 'c2'])
  expect(callIds.at(-1)).toBe(`c${callsKept + 7}`)
})

it.each([
  ['callback', true],
  ['draft', false],
] as const)('a claim is of a call-back alone: %s', (status, isKept) => {
  const claim = { userId: 1, name: 'Анна', at: at(1) }
  expect(taskOfRecord({ ...draft, status, claim }).claim).toEqual(isKept ? claim : null)
})

it('the calls of a task that dissolves into it come along as joined ones, the older ones are counted', () => {
  const from = { ...withLinks(link(2, 'origin'), link(3)), callCount: 12 }
  const into = withCallsOf(withLinks(link(1, 'origin')), from)
  expect(into.links.map(({ callId, kind }) => [callId, kind])).toEqual([
    ['c1', 'origin'],
    ['c2', 'joined'],
    ['c3', 'joined'],
  ])
  expect(into.callCount).toBe(13)
})
