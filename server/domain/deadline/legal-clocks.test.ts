import { describe, expect, test } from 'vitest'
import { sampleTask } from '#domain/testing/samples.ts'
import { clocksInOrder, remaining, worstClock } from './legal-clocks.ts'

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 22, 10, minutes)).toISOString()
const now = (minutes: number): number => Date.parse(at(minutes))
const none = { callbackBy: null, informBy: null, localizeBy: null, restoreBy: null, eliminateBy: null }

describe('remaining', () => {
  test.each([
    ['callbackBy', 6, 'calm'],
    ['callbackBy', 5, 'soon'],
    ['callbackBy', 2, 'urgent'],
    ['callbackBy', 0, 'overdue'],
    ['localizeBy', 31, 'calm'],
    ['localizeBy', 30, 'soon'],
    ['informBy', 11, 'soon'],
    ['informBy', 10, 'urgent'],
    ['restoreBy', 61, 'calm'],
    ['restoreBy', 60, 'soon'],
    ['eliminateBy', 15, 'urgent'],
    ['eliminateBy', -1, 'overdue'],
  ] as const)('%s with %d minutes left is %s, however long the whole was', (name, left, tone) => {
    expect(remaining(name, at(left), now(0))).toEqual({ tone, seconds: left * 60 })
  })
})

describe('the worst clock', () => {
  const deadlines = {
    ...none,
    informBy: at(30),
    localizeBy: at(30),
    restoreBy: at(240),
    eliminateBy: at(4320),
  }
  test.each([
    ['new', 'localizeBy'],
    ['accepted', 'localizeBy'],
    ['assigned', 'localizeBy'],
    ['inProgress', 'localizeBy'],
    ['deferred', 'localizeBy'],
    ['done', undefined],
    ['draft', undefined],
  ] as const)('of a task %s is %s', (status, name) => {
    expect(worstClock(sampleTask({ status, deadlines }), now(0))?.name).toBe(name)
  })
  test.each(['new', 'assigned', 'inProgress', 'deferred'] as const)(
    'what is missed stays missed: %s',
    (status) => {
      const late = { ...none, informBy: at(5), eliminateBy: at(4320) }
      expect(worstClock(sampleTask({ status, deadlines: late }), now(6))).toMatchObject({
        name: 'informBy',
        tone: 'overdue',
        seconds: -60,
      })
    },
  )
  test('a call-back has its own ten minutes', () => {
    expect(
      worstClock(sampleTask({ status: 'callback', deadlines: { ...none, callbackBy: at(10) } }), now(4)),
    ).toMatchObject({ name: 'callbackBy', seconds: 360 })
  })
  test('all clocks are listed, the earliest first', () => {
    expect(clocksInOrder({ deadlines }).map((one) => one.name)).toEqual([
      'localizeBy',
      'informBy',
      'restoreBy',
      'eliminateBy',
    ])
  })
})
