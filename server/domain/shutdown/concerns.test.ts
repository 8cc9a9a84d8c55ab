import { describe, expect, it } from 'vitest'
import type { Service, ShutdownHouse } from '#contracts/shutdown.ts'
import { chosenHouses } from './chosen-houses.ts'
import { concerns, overlaps } from './concerns.ts'
import { canTurn, statusAtStart } from './status.ts'

const house = (houseId: number, ...entrances: number[]): ShutdownHouse => ({
  houseId,
  via: 'house',
  entrances: entrances.length === 0 ? null : entrances,
})

describe('a flat is concerned', () => {
  it.each([
    ['by its whole house', [house(5)], { houseId: 5, entrance: 2 }, true],
    ['by its entrance', [house(5, 1, 2)], { houseId: 5, entrance: 2 }, true],
    ['not by another entrance', [house(5, 1, 3)], { houseId: 5, entrance: 2 }, false],
    ['perhaps, when nobody knows its entrance', [house(5, 1)], { houseId: 5, entrance: null }, true],
    ['not by another house', [house(7), house(9, 2)], { houseId: 5, entrance: 2 }, false],
  ])('%s', (_, houses, place, expected) => {
    expect(concerns({ houses }, place)).toBe(expected)
  })
})

describe('two shutdowns overlap', () => {
  const one = (services: Service[], ...houses: ShutdownHouse[]) => ({ services, houses })
  it.each([
    ['in a service and a house', one(['coldWater'], house(5)), one(['coldWater', 'gas'], house(5)), true],
    ['not in the house alone', one(['coldWater'], house(5)), one(['gas'], house(5)), false],
    ['not in the service alone', one(['gas'], house(5)), one(['gas'], house(7)), false],
    ['where one takes the whole house', one(['gas'], house(5)), one(['gas'], house(5, 2)), true],
    ['in an entrance', one(['gas'], house(5, 1, 2)), one(['gas'], house(5, 2, 3)), true],
    ['not beside each other', one(['gas'], house(5, 1)), one(['gas'], house(5, 2)), false],
  ])('%s', (_, a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected)
    expect(overlaps(b, a)).toBe(expected)
  })
})

it.each<[string, ShutdownHouse[], ShutdownHouse[]]>([
  ['a house twice', [house(5), house(5)], [house(5)]],
  ['entrances add up, in order', [house(5, 3), house(5, 1, 3)], [house(5, 1, 3)]],
  ['the whole beats a part', [house(5, 1), house(5)], [house(5)]],
  ['all entrances are the whole', [house(5, 4, 2), house(5, 1, 3)], [house(5)]],
  ['houses stay apart', [house(5, 1), house(7, 2)], [house(5, 1), house(7, 2)]],
])('of what pickers chose: %s', (_, typed, chosen) => {
  const entrances = new Map([
    [5, 4],
    [7, 4],
  ])
  expect(chosenHouses(typed, entrances)).toEqual(chosen)
})

describe('status', () => {
  it.each([
    ['an hour ago', '2026-11-22T09:00:00Z', 'active'],
    ['now, by a clock half a minute ahead', '2026-11-22T10:00:30Z', 'active'],
    ['in two minutes', '2026-11-22T10:02:00Z', 'planned'],
  ])('of what begins %s', (_, startsAt, status) => {
    expect(statusAtStart(new Date(startsAt), new Date('2026-11-22T10:00:00Z'))).toBe(status)
  })

  it.each([
    ['planned', ['active', 'cancelled']],
    ['active', ['restored', 'cancelled']],
    ['restored', ['active']],
    ['cancelled', ['planned', 'active']],
  ] as const)('%s may turn to %j alone', (from, next) => {
    const all = ['planned', 'active', 'restored', 'cancelled'] as const
    expect(all.filter((to) => canTurn(from, to))).toEqual([...next])
  })
})
