import { describe, expect, test } from 'vitest'
import { ClassifierFields } from '#contracts/classifier.ts'
import { ApartmentFields } from '#contracts/house/apartment.ts'
import { HouseFields } from '#contracts/house/house.ts'
import { problemsOf, serverProblems } from './problems.ts'

const flat = {
  number: '12',
  entrance: 1,
  floor: 3,
  riser: null,
  kind: 'flat',
  areaM2: 45.5,
  account: '',
  livingCount: 2,
}

describe('problems of a form', () => {
  test('a right form has none', () => expect(problemsOf(ApartmentFields, flat)).toEqual({}))
  test.each([
    ['number', '', 'form.empty', {}],
    ['number', '1'.repeat(31), 'form.tooLong', { n: 30 }],
    ['floor', Number.NaN, 'form.number', {}],
    ['floor', -6, 'form.atLeast', { n: -5 }],
    ['entrance', 201, 'form.atMost', { n: 200 }],
    ['areaM2', 0, 'form.moreThan', { n: 0 }],
    ['account', 'а\0б', 'form.unkeepable', {}],
  ])('%s = %s: %s', (name, value, key, named) => {
    expect(problemsOf(ApartmentFields, { ...flat, [name]: value })).toEqual({ [name]: { key, named } })
  })
  test('a wrong line of a list is told at the list', () => {
    const fields = {
      entrances: [{ number: 1, flatFrom: null, flatTo: null, floors: 0, lifts: 0, doorCode: '' }],
    }
    expect(problemsOf(HouseFields.pick({ entrances: true }), fields)).toEqual({
      entrances: { key: 'form.atLeast', named: { n: 1 } },
    })
  })
  test('a day that nothing can reckon with', () => {
    expect(problemsOf(HouseFields.pick({ managedFrom: true }), { managedFrom: '9999-12-31' })).toEqual({
      managedFrom: { key: 'form.farTime', named: {} },
    })
  })
  test('a FIAS code that is none', () => {
    expect(problemsOf(HouseFields.pick({ fiasId: true }), { fiasId: 'x' })).toEqual({
      fiasId: { key: 'form.guid', named: {} },
    })
  })
  test('without a legal basis there is no rule', () => {
    expect(problemsOf(ClassifierFields.pick({ basis: true }), { basis: ' ' })['basis']?.key).toBe(
      'form.empty',
    )
  })
  test('what the server refused stands at its field', () => {
    const body = { code: 'badInput' as const, issues: [{ path: 'fields.managedTo', message: 'x' }] }
    expect(serverProblems(body, ['managedTo'])).toEqual({ managedTo: { key: 'form.wrong', named: {} } })
    expect(serverProblems(null, ['managedTo'])).toEqual({})
    const period = { code: 'badInput' as const, details: { field: 'period' } }
    expect(serverProblems(period, ['managedFrom', 'managedTo'])).toEqual({
      managedTo: { key: 'form.backwards', named: {} },
    })
  })
})
