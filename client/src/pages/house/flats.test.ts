import { expect, test } from 'vitest'
import type { ApartmentLine } from '#contracts/house/apartment.ts'
import { byEntrance } from './flats.ts'

const flat = (number: string, entrance: number | null): ApartmentLine => ({
  id: 1,
  number,
  entrance,
  floor: null,
  kind: 'flat',
  living: null,
  account: '',
})

test('flats stand by entrance, in the order of their numbers, those of no entrance last', () => {
  const flats = [flat('100', 2), flat('12а', 1), flat('9', 1), flat('кладовая', null), flat('12', 1)]
  expect(byEntrance(flats).map((group) => [group.entrance, group.flats.map((one) => one.number)])).toEqual([
    [1, ['9', '12', '12а']],
    [2, ['100']],
    [null, ['кладовая']],
  ])
})
