import { describe, expect, test } from 'vitest'
import { ClassifierFields } from '#contracts/classifier.ts'
import { sampleEntry } from '../../testing/samples.ts'
import { emptyEntry, fieldsOf, findEntries } from './rules.ts'

describe('rules', () => {
  test('an entry becomes the form of the contract', () => {
    const fields = fieldsOf(sampleEntry({ dangerScript: 'gas' }))
    expect(ClassifierFields.parse(fields)).toEqual(fields)
    expect(fields.dangerScript).toBe('gas')
  })
  test('a new entry needs place, category, problem and legal basis', () => {
    const issues = ClassifierFields.safeParse(emptyEntry).error?.issues ?? []
    expect(issues.map((issue) => issue.path[0])).toEqual(['place', 'category', 'problem', 'basis'])
  })
  test('every word of the search is somewhere in the entry; entries out of use come last', () => {
    const old = sampleEntry({ id: 1, isActive: false })
    const now = sampleEntry({ id: 2 })
    const other = sampleEntry({ id: 3, problem: 'Засор', category: 'Водоотведение' })
    expect(findEntries([old, other, now], 'стояк ПП').map((entry) => entry.id)).toEqual([2, 1])
  })
})
