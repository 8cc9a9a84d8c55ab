import { describe, expect, test } from 'vitest'
import { sampleTask } from '../../testing/samples.ts'
import { deadlinesInOrder, leadingDeadline, remaining } from './deadline.ts'

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 22, 10, minutes)).toISOString()
const now = (minutes: number): number => Date.parse(at(minutes))
const none = { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null }

describe('remaining', () => {
  test.each([
    ['calm', 0, 600],
    ['soon', 5, 300],
    ['urgent', 8, 120],
    ['overdue', 10, 0],
    ['overdue', 12, -120],
  ] as const)('of ten minutes: %s at minute %d', (tone, minute, seconds) => {
    expect(remaining(at(10), now(minute), at(0))).toEqual({ tone, seconds })
  })
  test('three days are calm until their last half day and urgent in the last two hours', () => {
    const end = at(3 * 24 * 60)
    expect(remaining(end, now(2 * 24 * 60), at(0)).tone).toBe('calm')
    expect(remaining(end, now(3 * 24 * 60 - 11 * 60), at(0)).tone).toBe('soon')
    expect(remaining(end, now(3 * 24 * 60 - 110), at(0)).tone).toBe('urgent')
  })
})

describe('leading deadline', () => {
  const deadlines = { ...none, localizeBy: at(30), restoreBy: at(240), eliminateBy: at(4320) }
  test.each([
    ['new', 'localizeBy'],
    ['assigned', 'localizeBy'],
    ['deferred', 'localizeBy'],
    ['inProgress', 'localizeBy'],
    ['done', undefined],
    ['draft', undefined],
  ] as const)('of a task %s is %s', (status, name) => {
    expect(leadingDeadline(sampleTask({ status, deadlines }), now(0))?.name).toBe(name)
  })
  test.each(['assigned', 'inProgress'] as const)('a missed localisation stays in sight: %s', (status) => {
    expect(leadingDeadline(sampleTask({ status, deadlines }), now(31))).toMatchObject({
      name: 'localizeBy',
      tone: 'overdue',
    })
  })
  test('the first word is history once a crew works', () => {
    const late = { ...none, informBy: at(5), eliminateBy: at(4320) }
    expect(leadingDeadline(sampleTask({ status: 'assigned', deadlines: late }), now(6))?.name).toBe(
      'informBy',
    )
    expect(leadingDeadline(sampleTask({ status: 'inProgress', deadlines: late }), now(6))?.name).toBe(
      'eliminateBy',
    )
  })
  test('a call-back has its own ten minutes', () => {
    expect(
      leadingDeadline(sampleTask({ status: 'callback', deadlines: { ...none, callbackBy: at(10) } }), now(4)),
    ).toMatchObject({ name: 'callbackBy', seconds: 360 })
  })
  test('all clocks are listed, the earliest first', () => {
    expect(deadlinesInOrder({ deadlines }).map((one) => one.name)).toEqual([
      'localizeBy',
      'restoreBy',
      'eliminateBy',
    ])
  })
})
