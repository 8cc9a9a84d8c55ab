import { expect, it } from 'vitest'
import type { Service } from '#contracts/shutdown.ts'
import { hoursWithout } from './hours-without.ts'

const hour = 3_600_000
const november = { from: 0, to: 30 * 24 * hour }
const out = (from: number, hours: number) => ({ from: from * hour, to: (from + hours) * hour })

it.each<[string, Service, 1 | 2, [number, number][], number, number, number]>([
  ['within the permitted', 'coldWater', 1, [[1, 4]], 4, 0, 0],
  ['longer at once than four hours', 'coldWater', 1, [[1, 6]], 6, 2, 0.3],
  [
    'three times four hours exceed the month by four',
    'hotWater',
    1,
    [
      [1, 4],
      [50, 4],
      [99, 4],
    ],
    12,
    4,
    0.6,
  ],
  [
    'two shutdowns at the same time count once',
    'hotWater',
    1,
    [
      [1, 4],
      [2, 3],
    ],
    4,
    0,
    0,
  ],
  ['what began before the month counts by its part', 'hotWater', 1, [[-3, 6]], 3, 0, 0],
  ['a part of an hour is no hour', 'coldWater', 1, [[1, 5.9]], 5.9, 1, 0.15],
  [
    'power from one source',
    'power',
    1,
    [
      [1, 20],
      [100, 20],
    ],
    40,
    0,
    0,
  ],
  [
    'power from two sources',
    'power',
    2,
    [
      [1, 5],
      [100, 5],
    ],
    10,
    6,
    0.9,
  ],
  [
    'heating',
    'heating',
    1,
    [
      [1, 15],
      [100, 15],
    ],
    30,
    6,
    0.9,
  ],
  ['a lift, which the rules leave out', 'lift', 1, [[1, 100]], 100, 0, 0],
  [
    '0,1 + 0,2 is no trap',
    'coldWater',
    1,
    [
      [0.1, 4.3],
      [10, 4.7],
    ],
    9,
    1,
    0.15,
  ],
])('%s', (_, service, sources, times, hours, overHours, feeReductionPercent) => {
  expect(
    hoursWithout(
      service,
      sources,
      times.map(([from, length]) => out(from, length)),
      november,
    ),
  ).toMatchObject({
    hours,
    overHours,
    feeReductionPercent,
  })
})
