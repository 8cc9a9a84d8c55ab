import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createInTurn } from './in-turn.ts'

test('a crowd is taken in order, some each turn of the loop', async () => {
  const inTurn = createInTurn(2)
  const done: number[] = []
  for (const n of [1, 2, 3, 4, 5]) inTurn(() => done.push(n))
  expect(done).toEqual([])
  const seen: number[] = []
  for (let n = 0; n < 4; n++) {
    await turn()
    seen.push(done.length)
  }
  expect(done).toEqual([1, 2, 3, 4, 5])
  expect(seen).toEqual([2, 4, 5, 5])
  inTurn(() => done.push(6))
  await turn()
  expect(done).toContain(6)
})
