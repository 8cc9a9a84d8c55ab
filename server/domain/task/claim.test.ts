import { expect, it } from 'vitest'
import { claimHoldsUntil, isStale, signOfLifeMs } from './claim.ts'

const seen = new Date('2026-11-22T10:00:00.000Z')
const after = (ms: number): Date => new Date(seen.getTime() + ms)

it.each([
  ['one sign is missing', signOfLifeMs, false],
  ['two are', 2 * signOfLifeMs, false],
  ['the third is about to be', 3 * signOfLifeMs - 1, false],
  ['three are', 3 * signOfLifeMs, true],
])('a claim when %s', (_, ms, stale) => {
  expect(isStale(seen, after(ms))).toBe(stale)
  expect(claimHoldsUntil(seen) > after(ms)).toBe(!stale)
})

it('a claim that was never alive is stale', () => {
  expect(isStale(null, seen)).toBe(true)
})
