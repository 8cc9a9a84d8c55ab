import { assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyTaskFields, type TaskFields } from '#contracts/task.ts'
import { changedFields, fieldNames, problemsOf, rebase } from './draft.ts'
import { createDraftCopies } from './draft-copy.ts'

const fields = record<TaskFields>({
  houseId: constantFrom(null, 1, 2),
  apartmentId: constantFrom(null, 1, 2),
  place: constantFrom('', 'a', 'b'),
  classifierId: constantFrom(null, 1, 2),
  text: constantFrom('', 'a', 'b'),
  applicantName: constantFrom('', 'a'),
  applicantPhone: constantFrom('', 'a'),
  isEmergency: constantFrom(true, false),
})

describe('rebase', () => {
  test('nothing that I typed is lost, whatever the others did; what I left alone is theirs', () => {
    assert(
      property(fields, fields, fields, (base, mine, theirs) => {
        const merged = rebase(base, mine, theirs)
        const expected = fieldNames.map((name) => (mine[name] === base[name] ? theirs[name] : mine[name]))
        expect(fieldNames.map((name) => merged.mine[name])).toEqual(expected)
      }),
    )
  })
  test('a conflict is where both wrote, and not the same', () => {
    assert(
      property(fields, fields, fields, (base, mine, theirs) => {
        const both = fieldNames.filter(
          (name) => mine[name] !== base[name] && theirs[name] !== base[name] && mine[name] !== theirs[name],
        )
        expect(rebase(base, mine, theirs).conflicts).toEqual(both)
      }),
    )
  })
  test('the echo of my own save is no conflict, even when I typed on meanwhile', () => {
    const base = { ...emptyTaskFields }
    const merged = rebase(base, { ...base, text: 'течь в' }, { ...base, text: 'течь' }, { text: 'течь' })
    expect(merged.conflicts).toEqual([])
    expect(changedFields(merged.base, merged.mine)).toEqual({ text: 'течь в' })
  })
})

test('a draft needs an address and a problem, each in one of two ways', () => {
  expect(problemsOf(emptyTaskFields)).toEqual({
    address: 'console.needAddress',
    problem: 'console.needProblem',
  })
  expect(problemsOf({ ...emptyTaskFields, place: 'двор', text: 'яма' })).toEqual({
    address: null,
    problem: null,
  })
  expect(problemsOf({ ...emptyTaskFields, houseId: 1, classifierId: 2 })).toEqual({
    address: null,
    problem: null,
  })
})

test('a copy survives a reload; a broken or forbidden storage is no copy', () => {
  sessionStorage.clear()
  const copies = createDraftCopies(sessionStorage)
  const copy = {
    version: 3,
    base: emptyTaskFields,
    mine: { ...emptyTaskFields, text: 'a' },
    sent: { text: 'ab' },
  }
  copies.keep(5, copy)
  expect(createDraftCopies(sessionStorage).read(5)).toEqual(copy)
  copies.dropIfSame(5, emptyTaskFields)
  expect(copies.read(5)).toEqual(copy)
  copies.dropIfSame(5, copy.mine)
  expect(copies.read(5)).toBe(null)
  sessionStorage.setItem('vakhta.draft.6', '{"version":"x"}')
  expect(copies.read(6)).toBe(null)
  const refuse = (): never => {
    throw new Error('QuotaExceededError')
  }
  const forbidden = createDraftCopies({ getItem: refuse, setItem: refuse, removeItem: refuse })
  expect(forbidden.read(1)).toBe(null)
  expect(() => forbidden.keep(1, copy)).not.toThrow()
})
