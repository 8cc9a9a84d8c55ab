import { expect, it } from 'vitest'
import { callAgainAt, isCalledAgain } from './call-again.ts'

it.each([
  ['lift', 'new', true],
  ['gas', 'inProgress', true],
  ['gas', 'closed', false],
  ['lift', 'done', false],
  ['lift', 'draft', false],
  ['fire', 'new', false],
  [null, 'new', false],
] as const)('%s and %s: called every ten minutes %s', (danger, status, isCalled) =>
  expect(isCalledAgain({ status }, danger)).toBe(isCalled),
)

it('the ten minutes run from the last word that was spoken', () => {
  const task = { createdAt: '2026-11-22T10:00:00.000Z', registeredAt: '2026-11-22T10:02:00.000Z' }
  const talk = (answeredAt: string | null, endedAt: string | null) => ({ answeredAt, endedAt })
  expect(callAgainAt(task, [])).toBe('2026-11-22T10:12:00.000Z')
  const missed = talk(null, '2026-11-22T10:30:00.000Z')
  const heard = talk('2026-11-22T10:13:00.000Z', '2026-11-22T10:14:00.000Z')
  expect(callAgainAt(task, [missed, heard])).toBe('2026-11-22T10:24:00.000Z')
  expect(callAgainAt(task, [talk('2026-11-22T10:20:00.000Z', null)])).toBe('2026-11-22T10:30:00.000Z')
})
