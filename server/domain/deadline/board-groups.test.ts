import { describe, expect, test } from 'vitest'
import { boardGroup, shiftEnd } from './board-groups.ts'

const tyumen = 'Asia/Yekaterinburg' // UTC+5
const local = (text: string): number => Date.parse(`${text}:00.000+05:00`)

describe('the groups of a board', () => {
  test.each([
    [null, 'later'],
    ['2026-11-23T00:35', 'overdue'],
    ['2026-11-23T00:36', 'overdue'],
    ['2026-11-23T00:37', 'hour'],
    ['2026-11-23T01:36', 'hour'],
    ['2026-11-23T01:37', 'shift'],
    ['2026-11-23T08:00', 'shift'],
    ['2026-11-23T08:01', 'later'],
    ['2026-11-26T00:00', 'later'],
  ] as const)('at 00:36 of a shift until 08:00 a clock until %s stands under %s', (due, group) => {
    expect(
      boardGroup(due === null ? null : local(due), local('2026-11-23T00:36'), local('2026-11-23T08:00')),
    ).toBe(group)
  })
  test('the last hour of a shift holds what is due after its end too', () => {
    expect(boardGroup(local('2026-11-23T08:20'), local('2026-11-23T07:30'), local('2026-11-23T08:00'))).toBe(
      'hour',
    )
  })
})

test.each([
  ['2026-11-23T00:36', '2026-11-23T08:00'],
  ['2026-11-23T07:59', '2026-11-23T08:00'],
  ['2026-11-23T08:00', '2026-11-23T20:00'],
  ['2026-11-23T20:00', '2026-11-24T08:00'],
  ['2026-12-31T23:10', '2027-01-01T08:00'],
])('the shift of %s ends at %s', (now, end) => {
  expect(shiftEnd(local(now), tyumen)).toBe(local(end))
})
