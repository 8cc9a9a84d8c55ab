import { describe, expect, test } from 'vitest'
import { idsOf, servicesOf, withHouses, withoutHouse, withService } from './supply-houses.ts'

const one = [{ houseId: 1, service: 'heating' as const }]

describe('houses of a supply point', () => {
  test('a new house of a heating point gets heat and hot water, a known one stays as it is', () => {
    expect(withHouses(one, 'heatPoint', [1, 2])).toEqual([
      ...one,
      { houseId: 2, service: 'heating' },
      { houseId: 2, service: 'hotWater' },
    ])
    expect(withHouses([], 'feeder', [3])).toEqual([{ houseId: 3, service: 'power' }])
  })
  test('a service is switched on once and off', () => {
    expect(withService(one, 1, 'heating', true)).toEqual(one)
    expect(withService(one, 1, 'heating', false)).toEqual([])
  })
  test('a house goes with all its services', () => {
    const both = withService(one, 1, 'hotWater', true)
    expect(idsOf(both)).toEqual([1])
    expect(withoutHouse(both, 1)).toEqual([])
  })
  test('a service that is recorded is shown though the kind does not give it', () => {
    expect(servicesOf('feeder', one)).toEqual(['power', 'heating'])
  })
})
