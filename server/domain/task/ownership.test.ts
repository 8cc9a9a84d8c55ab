import { expect, it } from 'vitest'
import { isUnattended, mayWrite } from './ownership.ts'

const owner = { userId: 1, mayDispatch: false }
const colleague = { userId: 2, mayDispatch: false }
const dispatcher = { userId: 3, mayDispatch: true }

it.each([
  ['nobody’s draft', { ownerId: null, isOrphan: false }, [true, true, true], true],
  ['a colleague’s draft', { ownerId: 1, isOrphan: false }, [true, false, true], false],
  ['a draft whose owner vanished', { ownerId: 1, isOrphan: true }, [true, true, true], true],
])('%s is written by the right people', (_, draft, may, unattended) => {
  expect([owner, colleague, dispatcher].map((person) => mayWrite(draft, person))).toEqual(may)
  expect(isUnattended(draft)).toBe(unattended)
})
