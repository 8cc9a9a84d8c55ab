import { describe, expect, test } from 'vitest'
import { nextEntrance, withCell } from './entrances.ts'

const first = { number: 1, flatFrom: 1, flatTo: 20, floors: 5, lifts: 0, doorCode: '12К' }

describe('entrances of a house', () => {
  test('the next one goes on where the last one ends', () => {
    expect(nextEntrance([first])).toEqual({
      number: 2,
      flatFrom: 21,
      flatTo: 40,
      floors: 5,
      lifts: 0,
      doorCode: '',
    })
    expect(nextEntrance([{ ...first, flatFrom: null }])).toMatchObject({
      number: 2,
      flatFrom: null,
      flatTo: null,
    })
  })
  test.each([
    ['flatFrom', '', null],
    ['flatFrom', ' 7 ', 7],
    ['number', '', Number.NaN],
    ['lifts', 'два', Number.NaN],
    ['doorCode', '45В ', '45В '],
  ] as const)('%s typed as "%s" is %s', (column, typed, value) => {
    expect(withCell([first], 0, column, typed)).toEqual([{ ...first, [column]: value }])
  })
})
