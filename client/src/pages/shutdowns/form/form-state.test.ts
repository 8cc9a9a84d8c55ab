import { beforeEach, describe, expect, test } from 'vitest'
import { createFormDrafts } from './form-drafts.ts'
import { addHouses, emptyForm, entrancesOf, fieldsOf, problemsOf, type ChosenHouse } from './form-state.ts'

const now = Date.parse('2026-11-22T15:20:00.000Z')
const house = (houseId: number, over: Partial<ChosenHouse> = {}): ChosenHouse => ({
  houseId,
  address: `ул. Республики, ${houseId}`,
  via: 'house',
  group: '',
  entranceCount: 4,
  entrances: '',
  ...over,
})
const filled = { ...emptyForm('k'), services: ['hotWater' as const], houses: [house(1)] }

describe('the form of a shutdown', () => {
  test.each([
    ['', null],
    ['2', [2]],
    ['3, 1 1', [1, 3]],
    ['5', 'bad'],
    ['первый', 'bad'],
    ['0', 'bad'],
  ])('entrances «%s»', (entrances, numbers) =>
    expect(entrancesOf({ entrances, entranceCount: 4 })).toEqual(numbers),
  )

  test('says what is missing', () => {
    expect(problemsOf(emptyForm('k'), now)).toMatchObject({
      services: 'shutdownForm.needServices',
      houses: 'shutdownForm.needHouses',
      plannedEnd: null,
    })
    expect(problemsOf({ ...filled, plannedEnd: '2026-11-22T15:00:00.000Z' }, now).plannedEnd).toBe(
      'shutdownForm.endBeforeStart',
    )
    expect(fieldsOf(emptyForm('k'), now)).toBeNull()
  })

  test('without a typed start it begins now', () => {
    expect(fieldsOf(filled, now)).toMatchObject({
      startsAt: '2026-11-22T15:20:00.000Z',
      plannedEnd: null,
      houses: [{ houseId: 1, via: 'house', entrances: null }],
    })
  })

  test('a house that is chosen twice keeps its entrances and stands once', () => {
    const chosen = addHouses(
      [house(1, { entrances: '2' })],
      [house(1, { via: 'street' }), house(2), house(2)],
    )
    expect(chosen.map(({ houseId, entrances }) => [houseId, entrances])).toEqual([
      [1, '2'],
      [2, ''],
    ])
  })
})

describe('the draft of a form', () => {
  beforeEach(() => sessionStorage.clear())
  test('is there again after a reload, apart for each suggestion, until it is dropped', () => {
    createFormDrafts(sessionStorage).keep('new', filled)
    const drafts = createFormDrafts(sessionStorage)
    expect(drafts.read('new')).toEqual(filled)
    expect(drafts.read('suggestion-1')).toBeNull()
    drafts.drop('new')
    expect(drafts.read('new')).toBeNull()
  })
  test('of an older shape is not taken', () => {
    sessionStorage.setItem('vakhta.shutdown-form.new', '{"services":["steam"]}')
    expect(createFormDrafts(sessionStorage).read('new')).toBeNull()
  })
})
