import { expect, test } from 'vitest'
import { sampleHouse } from '../../../testing/sample-shutdown.ts'
import { sheetsOf } from './notice-sheets.ts'

const houses = [
  { houseId: 1, via: 'street' as const, entrances: null },
  { houseId: 2, via: 'house' as const, entrances: [3] },
]
const lines = [sampleHouse(1, { entrances: 2 }), sampleHouse(2)]

test('a sheet for each entrance that is concerned', () => {
  expect(sheetsOf(houses, lines, false).map(({ address, entrance }) => `${address}: ${entrance}`)).toEqual([
    'ул. Республики, 1: 1',
    'ул. Республики, 1: 2',
    'ул. Республики, 2: 3',
  ])
})
test('or one for each house', () => {
  expect(sheetsOf(houses, lines, true).map(({ entrance }) => entrance)).toEqual([null, null])
})
