import { describe, expect, test } from 'vitest'
import { fieldsThatDiffer, mergeFields, pick } from './merge.ts'

const base = { floors: 5, note: 'чердак', entrances: [{ number: 1 }] }

describe('fields of a form', () => {
  test('lists are compared by what is in them', () => {
    expect(fieldsThatDiffer(base, { ...base, entrances: [{ number: 1 }] })).toEqual([])
    expect(fieldsThatDiffer(base, { ...base, entrances: [{ number: 2 }] })).toEqual(['entrances'])
  })
  test('a foreign save: my fields stay, the others are new, a clash is named', () => {
    const mine = { ...base, floors: 6, note: 'подвал' }
    const theirs = { ...base, floors: 9, entrances: [] }
    expect(mergeFields(base, mine, theirs)).toEqual({
      mine: { floors: 6, note: 'подвал', entrances: [] },
      clashes: ['floors'],
    })
  })
  test('the same change by both is no clash', () => {
    const same = { ...base, floors: 9 }
    expect(mergeFields(base, same, same).clashes).toEqual([])
  })
  test('only the named fields are sent', () => {
    expect(pick(base, ['note'])).toEqual({ note: 'чердак' })
  })
})
